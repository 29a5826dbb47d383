package ai.gateway.recall;

import ai.gateway.exchange.AnswerFacts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/** Several who read one answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingTest {

    private static final AnswerHead HEAD = new AnswerHead(200, new DefaultHttpHeaders());

    private final EventLoop loop = new DefaultEventLoop();
    private final AtomicInteger letGo = new AtomicInteger();

    @AfterAll
    void stop() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    private Recording recording(Flux<ByteBuf> source, long most) {
        letGo.set(0);
        return Recording.of(HEAD, source, most, letGo::incrementAndGet);
    }

    private static Flux<String> texts(Reader reader) {
        return reader.map(piece -> piece.toString(StandardCharsets.UTF_8));
    }

    @Test
    void reader_whoComesLater_getsAllFromTheBeginning() {
        TestPublisher<ByteBuf> source = TestPublisher.create();
        Recording recording = recording(source.flux(), 100);
        Reader first = recording.read(loop);
        List<String> seen = new ArrayList<>();
        texts(first).subscribe(seen::add);
        source.next(bytes("one "));
        await().until(() -> seen.size() == 1);
        StepVerifier.create(texts(recording.read(loop)))
                .expectNext("one ")
                .then(() -> source.next(bytes("two")))
                .expectNext("two")
                .then(source::complete)
                .verifyComplete();
        assertThat(recording.isKeepable()).isTrue();
        assertThat(letGo).hasValue(0);
    }

    @Test
    void reader_whoLeaves_harmsNobody_andTheLastOneLetsTheProviderGo() {
        TestPublisher<ByteBuf> source = TestPublisher.create();
        Recording recording = recording(source.flux(), 100);
        Reader leaving = recording.read(loop);
        Reader staying = recording.read(loop);
        StepVerifier.create(texts(staying))
                .then(() -> leaving.cancel())
                .then(() -> source.next(bytes("one")))
                .expectNext("one")
                .then(() -> assertThat(letGo).hasValue(0))
                .thenCancel()
                .verify();
        await().untilAtomic(letGo, is(1));
        source.assertCancelled();
        assertThat(recording.reader(loop)).isNull();
        assertThat(recording.isKeepable()).isFalse();
    }

    @Test
    void answer_thatIsTooLong_waitsForTheSlowest_andCannotBeJoined() {
        AtomicInteger asked = new AtomicInteger();
        Flux<ByteBuf> source = Flux.range(0, 1000)
                .map(i -> bytes("0123456789".repeat(10_000)))
                .doOnNext(piece -> asked.incrementAndGet());
        Recording recording = recording(source, 100);
        Reader slow = recording.read(loop);
        Reader fast = recording.read(loop);
        StepVerifier.create(slow, 0)
                .then(() -> fast.subscribe(piece -> {}))
                .then(() -> await().until(() -> asked.get() > 70))
                .then(() -> assertThat(asked.get()).isLessThan(200))
                .then(() -> assertThat(recording.reader(loop)).isNull())
                .thenRequest(Long.MAX_VALUE)
                .expectNextCount(1000)
                .verifyComplete();
        assertThat(recording.isKeepable()).isFalse();
    }

    @Test
    void provider_fails_allReadersAreTold_afterWhatCame() {
        TestPublisher<ByteBuf> source = TestPublisher.create();
        Recording recording = recording(source.flux(), 100);
        Reader reader = recording.read(loop);
        StepVerifier.create(texts(reader))
                .then(() -> source.next(bytes("one")))
                .expectNext("one")
                .then(() -> source.error(new IllegalStateException("gone")))
                .verifyErrorMessage("gone");
        assertThat(recording.isKeepable()).isFalse();
    }

    @Test
    void kept_isReadAgain_atOnceOrAtItsPace() {
        Kept kept = new Kept(
                "openai",
                "m",
                "",
                Map.of(),
                "onetwo".getBytes(StandardCharsets.UTF_8),
                new int[] {3, 6},
                new int[] {0, 60},
                10);
        StepVerifier.create(texts(Recording.of(kept, Pace.AT_ONCE).read(loop)))
                .expectNext("onetwo")
                .verifyComplete();
        Duration took = StepVerifier.create(
                        texts(Recording.of(kept, Pace.AS_RECORDED).read(loop).paced()))
                .expectNext("one", "two")
                .verifyComplete();
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(55));
        took = StepVerifier.create(
                        texts(Recording.of(kept, Pace.tokens(100)).read(loop).paced()))
                .expectNext("one", "two")
                .verifyComplete();
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(45));
    }

    @Test
    void kept_givenAgain_hasANameOfItsOwn() {
        byte[] body = "{\"id\":\"chatcmpl-12345678\",\"x\":\"chatcmpl-12345678 \"}".getBytes(StandardCharsets.UTF_8);
        Kept kept =
                new Kept("openai", "m", "chatcmpl-12345678", Map.of(), body, new int[] {body.length}, new int[] {0}, 1);
        assertThat(new String(kept.again("abcd").body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"chatcmpl-dcbadcba\",\"x\":\"chatcmpl-12345678 \"}");
        assertThat(kept.named("x-1").again("abcd").id()).isEqualTo("x-1");
    }

    @Test
    void flight_whoPays() {
        AnswerFacts part = new AnswerFacts();
        AnswerFacts all = new AnswerFacts();
        Bill leaderStays = new Bill();
        leaderStays.join();
        leaderStays.join();
        assertThat(leaderStays.close(false, true, all)).isNull();
        assertThat(leaderStays.close(true, true, part)).isSameAs(all);
        Bill leaderLeaves = new Bill();
        leaderLeaves.join();
        leaderLeaves.join();
        leaderLeaves.join();
        assertThat(leaderLeaves.close(true, false, part)).isNull();
        assertThat(leaderLeaves.close(false, true, all)).isSameAs(all);
        assertThat(leaderLeaves.close(false, true, all)).isNull();
        Bill allLeave = new Bill();
        allLeave.join();
        allLeave.join();
        assertThat(allLeave.close(true, false, part)).isNull();
        assertThat(allLeave.close(false, false, all)).isNotNull();
    }

    /** It may be told by whoever brings the answer after it has looked by itself. */
    @Test
    void seat_toldTwice_readsOn() {
        Flights flights = new Flights();
        Recording recording = recording(Flux.just(bytes("one"), bytes("two")), 100);
        Seat seat = flights.join("k", loop, "openai", Mono.just(recording));
        StepVerifier.create(seat.reader().flatMapMany(reader -> {
                    loop.execute(seat::wake);
                    return Mono.empty()
                            .publishOn(Schedulers.fromExecutorService(loop)) // after that
                            .thenMany(texts(reader));
                }))
                .expectNext("one", "two")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void seat_givenUpByAll_endsTheCall() {
        Flights flights = new Flights();
        AtomicInteger cancelled = new AtomicInteger();
        Sinks.One<Recording> call = Sinks.one();
        Seat first = flights.join("k", loop, "openai", call.asMono().doOnCancel(cancelled::incrementAndGet));
        Seat second = flights.join("k", loop, "openai", call.asMono());
        assertThat(first.isFirst()).isTrue();
        assertThat(second.isFirst()).isFalse();
        var one = first.reader().subscribe();
        var two = second.reader().subscribe();
        one.dispose();
        loop.submit(() -> {}).syncUninterruptibly();
        assertThat(cancelled).hasValue(0);
        two.dispose();
        await().untilAtomic(cancelled, is(1));
        assertThat(flights.size()).isZero();
    }
}
