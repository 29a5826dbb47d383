package ai.gateway.testing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockingCallsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void onAnEventLoop_latchAwaited_failsAndIsWrittenDown() {
        BlockingCalls calls = BlockingCalls.begin();
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle((request, response) -> response.sendString(Mono.fromCallable(this::deliberatelyAwaits)))
                .bindNow();
        try {
            HttpClient client = HttpClient.create().port(server.port());

            assertThat(client.get()
                            .response()
                            .map(answer -> answer.status().code())
                            .block(SOON))
                    .isEqualTo(500);
        } finally {
            server.disposeNow();
        }

        assertThat(calls.all())
                .anySatisfy(call -> assertThat(call).contains("park").contains("deliberatelyAwaits"));
        assertThat(calls.seen()).noneMatch(call -> call.contains("deliberatelyAwaits"));
    }

    @Test
    void onAParallelThread_sleep_fails() {
        assertThatThrownBy(() -> Mono.fromCallable(this::deliberatelySleeps)
                        .subscribeOn(Schedulers.parallel())
                        .block(SOON))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void onAnOrdinaryThread_latchAwaited_passes() {
        Scheduler elastic = Schedulers.boundedElastic();

        assertThat(Mono.fromCallable(this::deliberatelyAwaits)
                        .subscribeOn(elastic)
                        .block(SOON))
                .isEqualTo("waited");
    }

    static Stream<Callable<Object>> waitsThatAreAllowed() {
        return Stream.of(
                () -> {
                    LoggerFactory.getLogger(BlockingCallsTest.class).info("a line from a thread that must not block");
                    return "logged";
                },
                UUID::randomUUID,
                () -> new SecureRandom().nextLong(),
                () -> Class.forName("org.assertj.core.api.Assumptions"),
                () -> {
                    try (InputStream file = Test.class.getResourceAsStream("Test.class")) {
                        return file.readAllBytes().length;
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("waitsThatAreAllowed")
    void onAParallelThread_waitsOnceInALife_passes(Callable<Object> wait) {
        BlockingCalls calls = BlockingCalls.begin();

        assertThat(Mono.fromCallable(wait).subscribeOn(Schedulers.parallel()).block(SOON))
                .isNotNull();
        assertThat(calls.seen()).isEmpty();
    }

    @Test
    void onAParallelThread_fileRead_fails() {
        assertThatThrownBy(() -> Mono.fromCallable(this::deliberatelyReads)
                        .subscribeOn(Schedulers.parallel())
                        .block(SOON))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    private String deliberatelyAwaits() throws InterruptedException {
        boolean never = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        return never ? "" : "waited";
    }

    private String deliberatelySleeps() throws InterruptedException {
        Thread.sleep(1);
        return "slept";
    }

    private int deliberatelyReads() throws IOException {
        try (InputStream file = new FileInputStream("pom.xml")) {
            return file.read();
        }
    }
}
