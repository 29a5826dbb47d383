package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A million models, keys and users that clients make up: neither series nor memory grow by them. */
@Tag("heavy")
class ManyModelsHeavyIT {

    private static final int ALL = 1_000_000;
    private static final int FIRST = 100_000;
    private static final int CLIENTS = 8;
    private static final int MOST_SERIES = 200;
    private static final long MIB = 1 << 20;
    private static final String ANSWER =
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}";

    private final AtomicInteger next = new AtomicInteger();

    @Test
    void whatClientsMakeUp_isCapped() throws Exception {
        DisposableServer provider = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .then()
                        .then(Mono.defer(() -> response.header("Content-Type", "application/json")
                                .sendString(Mono.just(ANSWER))
                                .then())))
                .bindNow();
        try (RunningGateway gateway = RunningGateway.start(GatewayApp.class, yaml(provider.port()))) {
            MeterRegistry registry = gateway.bean(MeterRegistry.class);
            ask(gateway.port(), FIRST);
            int meters = registry.getMeters().size();
            long bytes = used();
            ask(gateway.port(), ALL);
            long grown = used() - bytes;
            int more = registry.getMeters().size() - meters;
            System.out.printf(
                    "after %d models, keys and users %d meters; after %d: %d more, and %.1f MiB of heap more%n",
                    FIRST, meters, ALL, more, (double) grown / MIB);

            assertThat(registry.find("gen_ai.server.request.duration").timers())
                    .hasSizeLessThanOrEqualTo(MOST_SERIES + 10);
            assertThat(more).isLessThan(10);
            assertThat(grown).isLessThan(4 * MIB);
        } finally {
            provider.disposeNow();
        }
    }

    private static String yaml(int port) {
        return """
                ai.gateway:
                  stand-in.enabled: off
                  ledger.enabled: false
                  observe: { most-series: %d, key-tags: [ tier ] }
                  keys: [ { name: one, value: sk-many-0123456789abcdef, tags: { tier: gold } } ]
                  providers: { echo: { dialect: openai, base-url: "http://127.0.0.1:%d/v1", auth: none } }
                logging.level.ai.gateway: error
                spring.cloud.gateway.server.webflux.routes:
                - { id: keyed, uri: "ai://echo", predicates: [ "Path=/keyed/**" ], filters: [ StripPrefix=1, AiKey, AiCostMeter ] }
                - { id: open, uri: "ai://echo", predicates: [ "Path=/**" ], filters: [ AiCostMeter, "AiTokenRateLimiter=1000000000, 1m" ] }
                """.formatted(MOST_SERIES, port);
    }

    /** Until so many were asked: one in eight with a key of nobody. */
    private void ask(int port, int upTo) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                all.add(clients.submit(() -> client(port, upTo)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private void client(int port, int upTo) {
        try (RawHttp client = RawHttp.connect(port)) {
            for (int i = next.getAndIncrement(); i < upTo; i = next.getAndIncrement()) {
                boolean keyed = i % 8 == 0;
                String body = "{\"model\":\"made-up-" + i + "\",\"user\":\"user-" + i
                        + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
                int status = client.send(RawHttp.request(
                                "POST",
                                (keyed ? "/keyed" : "") + "/v1/chat/completions",
                                body.getBytes(UTF_8),
                                "Content-Type: application/json",
                                "Authorization: Bearer sk-nobodys-" + i,
                                "x-ai-property-user: user-" + i))
                        .readAnswer()
                        .status();
                assertThat(status).isEqualTo(keyed ? 401 : 200);
            }
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
