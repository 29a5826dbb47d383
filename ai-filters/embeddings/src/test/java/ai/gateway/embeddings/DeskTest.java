package ai.gateway.embeddings;

import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.NotEncoded;
import ai.gateway.semantic.NotEncoded.Reason;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.vectors.EmbeddingsProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

@ExtendWith(BlockingCheck.class)
@Timeout(30)
class DeskTest {

    private static final Duration BUDGET = Duration.ofMillis(50);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final GatedModel model = new GatedModel();
    private final List<Desk> desks = new ArrayList<>();

    @AfterEach
    void close() {
        model.letGo(1_000_000);
        desks.forEach(Desk::close);
    }

    @Test
    void encode_untilTheModelIsThere_failsAsLoading() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch loaded = new CountDownLatch(1);
        Desk desk = desk(1, 4, () -> {
            loads.incrementAndGet();
            loaded.await();
            return model;
        });
        assertThat(loads).hasValue(0);

        assertThat(reason(ask(desk, "a"))).isEqualTo(Reason.LOADING);
        assertThat(reason(ask(desk, "b"))).isEqualTo(Reason.LOADING);
        loaded.countDown();
        awaitOpen(desk);

        assertThat(loads).hasValue(1);
        assertThat(model.seen).isEmpty();
    }

    @Test
    void encode_moreThanMayWait_failsAsQueueFull() {
        Desk desk = open(1, 2);
        CompletableFuture<Encoded> worked = askAndAwaitSeen(desk, "a");
        CompletableFuture<Encoded> second = ask(desk, "bb");
        CompletableFuture<Encoded> third = ask(desk, "ccc");

        assertThat(reason(ask(desk, "dddd"))).isEqualTo(Reason.QUEUE_FULL);
        model.letGo(3);

        assertThat(worked.join().vector()).containsExactly(1);
        assertThat(second.join().vector()).containsExactly(2);
        assertThat(third.join().vector()).containsExactly(3);
        assertThat(model.seen).containsExactly("a", "bb", "ccc");
    }

    @Test
    void encode_budgetSpent_failsAsTooLong_alsoForWhatIsBeingRead() {
        Desk desk = open(1, 2);
        CompletableFuture<Encoded> worked = askAndAwaitSeen(desk, "worked");
        clock.advanceTimeBy(Duration.ofMillis(30));
        CompletableFuture<Encoded> waits = ask(desk, "waits");
        CompletableFuture<Encoded> waitsAsWell = ask(desk, "waits as well");

        clock.advanceTimeBy(Duration.ofMillis(19));
        assertThat(worked).isNotDone();
        clock.advanceTimeBy(Duration.ofMillis(1));
        assertThat(reason(worked)).isEqualTo(Reason.TOO_LONG);
        assertThat(waits).isNotDone();
        clock.advanceTimeBy(Duration.ofMillis(30));
        assertThat(reason(waits)).isEqualTo(Reason.TOO_LONG);
        assertThat(reason(waitsAsWell)).isEqualTo(Reason.TOO_LONG);

        CompletableFuture<Encoded> next = ask(desk, "next");
        CompletableFuture<Encoded> last = ask(desk, "last");
        model.letGo(3);
        assertThat(next.join().vector()).containsExactly(4);
        assertThat(last.join().vector()).containsExactly(4);
        assertThat(model.seen).containsExactly("worked", "next", "last");
    }

    @Test
    void encode_cancelled_isNeverRead_andItsPlaceIsFree() {
        Desk desk = open(1, 1);
        CompletableFuture<Encoded> worked = askAndAwaitSeen(desk, "worked");
        Disposable cancelled = desk.encode("cancelled").subscribe();
        assertThat(reason(ask(desk, "full"))).isEqualTo(Reason.QUEUE_FULL);

        cancelled.dispose();
        CompletableFuture<Encoded> next = ask(desk, "next");
        model.letGo(2);

        assertThat(worked.join()).isNotNull();
        assertThat(next.join()).isNotNull();
        assertThat(model.seen).containsExactly("worked", "next");
    }

    @Test
    void encode_twiceSubscribed_isReadTwice() {
        Desk desk = open(1, 2);
        Mono<Encoded> encoded = desk.encode("text");
        model.letGo(2);

        assertThat(encoded.toFuture().join()).isNotSameAs(encoded.toFuture().join());
        assertThat(model.seen).containsExactly("text", "text");
    }

    @Test
    void encode_twoThreads_readTwoTextsAtATime() {
        Desk desk = open(2, 1);
        CompletableFuture<Encoded> one = askAndAwaitSeen(desk, "one");
        CompletableFuture<Encoded> two = askAndAwaitSeen(desk, "two");

        assertThat(model.threads).doesNotHaveDuplicates().allMatch(Thread::isDaemon);
        model.letGo(2);
        assertThat(List.of(one.join(), two.join())).hasSize(2);
    }

    @Test
    void encode_onAThreadThatMustNotBlock_neitherWorksNorWaitsThere() {
        Desk desk = desk(1, 4, () -> model);
        ask(desk, "loads", /* onEventLoop= */ true);
        awaitOpen(desk);
        model.letGo(1);

        CompletableFuture<Encoded> encoded = ask(desk, "text", /* onEventLoop= */ true);

        assertThat(encoded.join().vector()).containsExactly(4);
        assertThat(model.threads).allMatch(thread -> thread.getName().startsWith("ai-embeddings-"));
    }

    @Test
    void encode_modelFails_failsThatTextAndNoOther() {
        Desk desk = open(1, 2);
        model.letGo(2);
        CompletableFuture<Encoded> failed = ask(desk, "fail");

        assertThat(reason(failed)).isEqualTo(Reason.FAILED);
        assertThat(ask(desk, "text").join()).isNotNull();
    }

    @Test
    void encode_modelCannotBeLoaded_failsForGood() {
        AtomicInteger loads = new AtomicInteger();
        Desk desk = desk(1, 2, () -> {
            loads.incrementAndGet();
            throw new IOException("deliberately");
        });
        ask(desk, "first");

        await().until(() -> reason(ask(desk, "later")) == Reason.FAILED);
        desk.close();
        assertThat(loads).hasValue(1);
    }

    @Test
    void encode_librariesOfAnotherPlatform_failForGood() {
        Desk desk = desk(1, 2, () -> {
            throw new UnsatisfiedLinkError("deliberately");
        });
        ask(desk, "first");

        await().until(() -> reason(ask(desk, "later")) == Reason.FAILED);
    }

    @Test
    void close_neverAsked_loadsNothing() {
        AtomicInteger loads = new AtomicInteger();
        Desk desk = desk(1, 2, () -> {
            loads.incrementAndGet();
            return model;
        });

        desk.close();

        assertThat(reason(ask(desk, "late"))).isEqualTo(Reason.CLOSED);
        assertThat(loads).hasValue(0);
    }

    @Test
    void close_whileTextsWait_sendsThemAway_andClosesTheModelAfterTheLastAtWork() throws Exception {
        Desk desk = open(2, 2);
        CompletableFuture<Encoded> one = askAndAwaitSeen(desk, "one");
        CompletableFuture<Encoded> two = askAndAwaitSeen(desk, "two");
        CompletableFuture<Encoded> waits = ask(desk, "waits");

        CompletableFuture<Void> closing = CompletableFuture.runAsync(desk::close);
        assertThat(reason(waits)).isEqualTo(Reason.CLOSED);
        assertThat(reason(ask(desk, "late"))).isEqualTo(Reason.CLOSED);
        assertThat(model.closed.getCount()).isEqualTo(1);
        model.letGo(2);
        closing.join();

        assertThat(List.of(one.join(), two.join())).hasSize(2);
        assertThat(model.closed.getCount()).isZero();
        assertThat(model.threads).noneMatch(Thread::isAlive);
        assertThat(model.seen).doesNotContain("waits");
    }

    @Test
    void close_whileTheModelIsLoaded_closesIt() throws Exception {
        CountDownLatch loads = new CountDownLatch(1);
        CountDownLatch loaded = new CountDownLatch(1);
        Desk desk = desk(1, 2, () -> {
            loads.countDown();
            loaded.await();
            return model;
        });
        ask(desk, "first");
        loads.await();

        CompletableFuture<Void> closing = CompletableFuture.runAsync(desk::close);
        await().until(() -> reason(ask(desk, "late")) == Reason.CLOSED);
        loaded.countDown();
        closing.join();

        assertThat(model.closed.getCount()).isZero();
    }

    /** Some cancel at once, some later or never: each of the others is answered, and no place is lost. */
    @Test
    void encode_manyAtOnce_allAreSettledAndNoPlaceIsLost() {
        int most = 8;
        Desk desk = open(2, most);
        model.letGo(20_000);
        List<CompletableFuture<Boolean>> askers = new ArrayList<>();
        for (int asker = 0; asker < 4; asker++) {
            int self = asker;
            askers.add(CompletableFuture.supplyAsync(() -> {
                for (int i = 0; i < 2_000; i++) {
                    if ((i + self) % 3 == 0) {
                        desk.encode("x").subscribe().dispose();
                    } else {
                        ask(desk, "x")
                                .handle((encoded, failed) -> encoded == null ? reason(failed) : Reason.LOADING)
                                .join();
                    }
                }
                return true;
            }));
        }
        assertThat(askers).allMatch(CompletableFuture::join);

        await().until(() -> desk.waiting() == 0);
    }

    private Desk desk(int threads, int queue, Callable<Model> loader) {
        Desk desk =
                new Desk(new EmbeddingsProperties(true, null, null, 0, false, threads, queue, BUDGET), loader, clock);
        desks.add(desk);
        return desk;
    }

    private Desk open(int threads, int queue) {
        Desk desk = desk(threads, queue, () -> model);
        awaitOpen(desk);
        return desk;
    }

    private static void awaitOpen(Desk desk) {
        await().until(() -> ask(desk, GatedModel.OPENING)
                .handle((encoded, failed) -> encoded != null)
                .join());
    }

    private CompletableFuture<Encoded> askAndAwaitSeen(Desk desk, String text) {
        CompletableFuture<Encoded> asked = ask(desk, text);
        await().until(() -> model.seen.contains(text));
        return asked;
    }

    private static CompletableFuture<Encoded> ask(Desk desk, String text) {
        return ask(desk, text, /* onEventLoop= */ false);
    }

    private static CompletableFuture<Encoded> ask(Desk desk, String text, boolean onEventLoop) {
        Mono<Encoded> encoded = desk.encode(text);
        return (onEventLoop ? encoded.subscribeOn(Schedulers.parallel()) : encoded).toFuture();
    }

    private static Reason reason(CompletableFuture<Encoded> asked) {
        return reason(catchThrowableOfType(CompletionException.class, asked::join));
    }

    private static Reason reason(Throwable failed) {
        Throwable told = failed instanceof CompletionException ? failed.getCause() : failed;
        assertThat(told).isInstanceOf(NotEncoded.class);
        assertThat(told.getStackTrace()).isEmpty();
        return ((NotEncoded) told).reason();
    }
}
