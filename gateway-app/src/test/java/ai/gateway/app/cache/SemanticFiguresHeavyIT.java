package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What others feel of it when texts are made vectors of; printed as rows of a table. */
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SemanticFiguresHeavyIT {

    private static final int PER_SECOND = 100;
    private static final int ASKERS = 10;
    private static final int PINGS = 2000;
    private static final int WORDS = 12;
    private static final long SEED = 1;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> SOME = List.of(
            "river", "bridge", "paper", "engine", "garden", "winter", "market", "doctor", "island", "letter", "window",
            "planet", "silver", "forest", "summer", "bottle", "camera", "dinner", "school", "ticket");

    private final AtomicInteger asked = new AtomicInteger();
    private StandIn standIn;
    private FaultUpstream plain;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        plain = FaultUpstream.start().play("/ping", Script.json(200, "{}"));
        gateway = RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  embeddings.budget: 10s
                  providers:
                    good: { dialect: openai, base-url: "%s/v1", api-key: theirs }
                spring.cloud.gateway.server.webflux.routes:
                - id: ping
                  uri: http://127.0.0.1:%d
                  predicates: [ Path=/ping ]
                - id: open
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ { name: AiCache, args: { semantic: on } } ]
                """.formatted(standIn.baseUrl(), plain.port()));
        await().atMost(SOON).until(() -> {
            String mine = "x-ai-cache-namespace: n" + asked.incrementAndGet();
            ask("What is the capital of France?", mine);
            return "semantic".equals(ask("What's the capital of France?", mine).header("x-ai-cache"));
        });
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
        plain.close();
    }

    private Answer ask(String text, String... headers) {
        return RawHttp.post(gateway.port(), Way.OPENAI.path(), Way.OPENAI.body(text, false), headers);
    }

    @Test
    void ping_whileTextsAreMadeVectorsOf_isHardlySlower() {
        pings(); // warms up
        double[] alone = pings();
        int before = asked.get();
        long began = System.nanoTime();
        double[] beside;
        double perSecond;
        try (Askers askers = new Askers()) {
            await().atMost(SOON).until(() -> asked.get() > before + PER_SECOND || !askers.failed.isEmpty());
            assertThat(askers.failed).isEmpty();
            beside = pings();
            perSecond = (asked.get() - before) / ((System.nanoTime() - began) / 1e9);
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        System.out.println("| an unrelated ping | p50 | p99 |\n|---|---|---|");
        System.out.printf(Locale.ROOT, "| alone | %.2f ms | %.2f ms |%n", alone[0], alone[1]);
        System.out.printf(
                Locale.ROOT,
                "| beside %.0f vectors a second | %.2f ms | %.2f ms |%n(load of the machine %.1f on %d cores)%n",
                perSecond,
                beside[0],
                beside[1],
                load,
                Runtime.getRuntime().availableProcessors());
        assertThat(beside[0]).isLessThan(100);
    }

    /** How long they took in ms: half of them, and all but one in a hundred. */
    private double[] pings() {
        byte[] ping = RawHttp.request("GET", "/ping", new byte[0]);
        double[] millis = new double[PINGS];
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            for (int i = 0; i < PINGS; i++) {
                long began = System.nanoTime();
                assertThat(client.send(ping).readAnswer().status()).isEqualTo(200);
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        return new double[] {millis[PINGS / 2], millis[PINGS * 99 / 100]};
    }

    /** They ask so many questions a second, none of them twice. */
    private final class Askers implements AutoCloseable {

        private final Queue<String> failed = new ConcurrentLinkedQueue<>();
        private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(ASKERS);

        Askers() {
            long every = TimeUnit.SECONDS.toMicros(ASKERS) / PER_SECOND;
            for (int i = 0; i < ASKERS; i++) {
                RawHttp client = RawHttp.connect(gateway.port());
                Random dice = new Random(SEED + i);
                clients.scheduleAtFixedRate(
                        () -> askOn(client, dice), i * every / ASKERS, every, TimeUnit.MICROSECONDS);
            }
        }

        private void askOn(RawHttp client, Random dice) {
            String text = dice.ints(WORDS, 0, SOME.size()).mapToObj(SOME::get).collect(Collectors.joining(" "));
            Answer answer = client.sendPost(Way.OPENAI.path(), Way.OPENAI.body("Explain " + text, false))
                    .readAnswer();
            if (answer.status() != 200) {
                failed.add(String.valueOf(answer));
            }
            asked.incrementAndGet();
        }

        @Override
        public void close() {
            clients.shutdownNow();
        }
    }
}
