package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.Flights;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What takes its time: many seeds, and many bytes. */
@Tag("heavy")
@ExtendWith(LeakCheck.class)
class CacheHeavyIT {

    private static final int SEEDS = Integer.getInteger("figures.seeds", 200);
    private static final long GIGABYTES = Long.getLong("figures.gigabytes", 10);
    private static final int PIECES = 330;
    private static final String PIECE = "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"choices\":"
            + "[{\"index\":0,\"delta\":{\"content\":\"" + "0123456789".repeat(400)
            + "\"},\"finish_reason\":null}]}\n\n";
    private static final String LAST = "data: {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"choices\":"
            + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    /** With 2000B, some answers are longer than what is kept: they are shared while they come, and then forgotten. */
    @ParameterizedTest
    @ValueSource(strings = {"1MB", "2000B"})
    void hangUps_ofManySeeds_loseNothing(String maxAnswer) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (Flurry flurry = new Flurry(maxAnswer)) {
            for (long seed = 1000; seed < 1000 + SEEDS; seed++) {
                wrong.addAll(flurry.run(seed));
            }
            Flights flights = flurry.gateway().bean(Flights.class);
            await().until(() -> flights.size() == 0);
        }
        System.out.printf("%d seeds of 16 callers, %s: %d wrong%n", SEEDS, maxAnswer, wrong.size());
        assertThat(wrong).isEmpty();
    }

    @Test
    void streams_ofManyGigabytes_stayWithinTheirBytes() {
        long most = 64L << 20;
        try (FaultUpstream upstream = FaultUpstream.start();
                RunningGateway gateway = RunningGateway.start(GatewayApp.class, """
                        ai.gateway:
                          stand-in.enabled: off
                          cache.max-memory: 64MB
                          providers:
                            good: { dialect: openai, base-url: "http://127.0.0.1:%d/v1", api-key: theirs }
                        spring.cloud.gateway.server.webflux.routes:
                        - id: open
                          uri: ai://good
                          predicates: [ "Path=/v1/**" ]
                          filters: [ { name: AiCache, args: { ttl: 1h, max-answer: 4MB } } ]
                        """.formatted(upstream.port()))) {
            upstream.playEverywhere(Script.head(200, "content-type: text/event-stream")
                    .flood(PIECE, PIECES)
                    .chunk(LAST)
                    .end());
            long each = (long) PIECES * PIECE.length();
            long bytes = 0;
            long answers = 0;
            AnswerStore store = gateway.bean(AnswerStore.class);
            while (bytes < GIGABYTES << 30) {
                bytes += read(gateway.port(), "q" + answers++, each);
                assertThat(stock(store).bytes()).isLessThanOrEqualTo(most);
            }
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            System.out.printf("%d streams, %d MiB: %s, heap %d MiB%n", answers, bytes >> 20, stock(store), used >> 20);
            assertThat(stock(store).answers()).isBetween(10L, answers - 1);
            assertThat(used).isLessThan(400L << 20);
        }
    }

    private static AnswerStore.Stock stock(AnswerStore store) {
        return Objects.requireNonNull(store.stock().block());
    }

    private static long read(int port, String text, long atLeast) {
        String body = "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        Answer answer = RawHttp.post(port, "/v1/chat/completions", body);
        assertThat(answer.status()).isEqualTo(200);
        long length = answer.pieces().stream()
                .mapToLong(piece -> piece.bytes().length)
                .sum();
        assertThat(length).isGreaterThan(atLeast);
        return length;
    }
}
