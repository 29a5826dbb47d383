package ai.gateway.app.accounts;

import ai.gateway.ledger.Entry;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Level;
import ai.gateway.quota.Quotas;
import ai.gateway.quota.Window;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Providers that write more than they may, and limits that change while calls are under way. */
class LimitsInTrafficTest {

    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String KEY = "authorization: Bearer sk-alice-0123456789abcdef";

    /** Far more than the second that is promised, for machines that have more to do. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static String answer(int tokens) {
        return """
                {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                {"role":"assistant","content":"hello"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":9,"completion_tokens":%d,"total_tokens":%d}}""".formatted(tokens, tokens + 9);
    }

    private static RunningGateway gateway(FaultUpstream provider, String more) {
        return RunningGateway.start(AccountingGateway.class, """
                ai.gateway:
                  stand-in.enabled: off
                  providers.good: { dialect: openai, base-url: "%s", api-key: theirs }
                  model-facts: { "good/*": { input-price: 1, output-price: 10 } }
                  %s
                spring.cloud.gateway.server.webflux.routes:
                - id: money
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ AiKey, AiBudget=0.1, AiCostMeter ]
                """.formatted(provider.uri("/v1"), more));
    }

    private static Answer ask(RunningGateway gateway) {
        return RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT, KEY);
    }

    /** What calls under way hold of the budget together is far from it. */
    private static Answer askForLittle(RunningGateway gateway) {
        String little = CHAT.replace("{\"model\"", "{\"max_tokens\":9,\"model\"");
        return RawHttp.post(gateway.port(), "/v1/chat/completions", little, KEY);
    }

    @Test
    void provider_writesMoreThanItMay_overrunIsCountedAndTheNextCallRefused() {
        try (FaultUpstream provider = FaultUpstream.start();
                RunningGateway gateway =
                        gateway(provider, "keys: [ { name: alice, value: sk-alice-0123456789abcdef } ]")) {
            provider.playEverywhere(Script.json(200, answer(50_000)));
            Answer first = ask(gateway);
            Answer second = ask(gateway);
            Entry entry = gateway.bean(Books.class).of(Objects.requireNonNull(first.header("x-ai-request-id")));
            Claim money = new Claim("money/key:alice NANO_USD lifetime", new Window.Lifetime(), 0, 0, true);
            List<Level> levels =
                    gateway.bean(Quotas.class).levels(List.of(money)).block();

            assertThat(first.status()).as(first.text()).isEqualTo(200);
            assertThat(entry.cost().nanoUsd()).isEqualTo(9 * 1000 + 50_000 * 10_000L);
            assertThat(Objects.requireNonNull(levels).get(0).used())
                    .isEqualTo(entry.cost().nanoUsd());
            assertThat(second.status()).isEqualTo(402);
            assertThat(provider.requests()).hasSize(1);
        }
    }

    /** One sample of what the gateway said, and when it had said so. */
    private record Sample(long nanos, int status) {}

    @Test
    void file_changedInTraffic_newLimitHoldsSoon_andSoDoesTheLossOfTheKey(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.yml");
        write(file, "1000000");
        try (FaultUpstream provider = FaultUpstream.start();
                RunningGateway gateway = gateway(provider, "reload: { enabled: true, files: [ '" + file + "' ] }")) {
            provider.playEverywhere(Script.json(200, answer(1)));
            Queue<Sample> samples = new ConcurrentLinkedQueue<>();
            AtomicBoolean over = new AtomicBoolean();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(new Thread(() -> askUntil(over, gateway, samples)));
            }
            clients.forEach(Thread::start);
            awaitLast(samples, 200);
            long lowered = System.nanoTime();
            write(file, "1");
            awaitLast(samples, 429);
            long revoked = System.nanoTime();
            write(file, null);
            awaitLast(samples, 401);
            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            System.out.printf(
                    "limit lowered: last admitted %.2f s after; key gone: last known %.2f s after (n = %d)%n",
                    seconds(samples, 200, lowered), seconds(samples, 429, revoked), samples.size());
            assertThat(samples.stream().map(Sample::status).distinct()).containsExactly(200, 429, 401);
            assertThat(seconds(samples, 200, lowered)).isLessThan(SOON.toSeconds());
            assertThat(seconds(samples, 429, revoked)).isLessThan(SOON.toSeconds());
        }
    }

    private static void awaitLast(Queue<Sample> samples, int status) {
        int before = samples.size();
        await().atMost(SOON).until(() -> samples.stream().skip(before + 20L).anyMatch(each -> each.status() == status));
    }

    private static double seconds(Queue<Sample> samples, int status, long since) {
        return (samples.stream()
                                .filter(each -> each.status() == status)
                                .mapToLong(Sample::nanos)
                                .max()
                                .orElseThrow()
                        - since)
                / 1e9;
    }

    private static void askUntil(AtomicBoolean over, RunningGateway gateway, Queue<Sample> samples) {
        while (!over.get()) {
            int status = askForLittle(gateway).status();
            samples.add(new Sample(System.nanoTime(), status));
        }
    }

    /** @param requests that the key may make; null where there is no such key */
    private static void write(Path file, String requests) throws IOException {
        Path beside = file.resolveSibling("beside.yml");
        String name = requests == null
                ? "{ name: bob, value: sk-bob-0123456789abcdefgh }"
                : "{ name: alice, value: " + "sk-alice-0123456789abcdef, requests: " + requests + " / 1h }";
        Files.writeString(beside, "ai.gateway:\n  keys:\n  - " + name + "\n");
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
