package ai.gateway.app.accounts;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.quota.Level;
import ai.gateway.quota.Window;
import ai.gateway.testing.RealRedis;
import ai.gateway.testing.RunningGateway;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Gateways that share a Redis, with a ledger each, before one provider. */
final class Fleet implements AutoCloseable {

    /**
     * What a key may.
     *
     * @param requests that it may make
     * @param nanoUsd that its owner may spend, which is less than what it may itself
     */
    record Limit(int requests, long nanoUsd) {

        /** Where a call holds less than a hundredth of the money. */
        static final Limit LARGE = new Limit(1000, 180_000_000);

        static final Limit SMALL = new Limit(100, 18_000_000);
    }

    private static final Duration DRAINED = Duration.ofSeconds(15);

    final StandIn provider = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
    private final RealRedis redis = RealRedis.start();
    final Sums sums = new Sums(redis.port());
    private final Path directory;
    private final int keys;
    private final Limit limit;
    private final List<AutoCloseable> gateways = new ArrayList<>();
    private final List<Path> ledgers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    /** @param keys that there are, {@code run-0} and so on: each has limits of its own */
    Fleet(Path directory, int keys, Limit limit) {
        this.directory = directory;
        this.limit = limit;
        this.keys = keys;
    }

    int redisPort() {
        return redis.port();
    }

    /** Of one that has no Redis and is in this process: how the counter stands. */
    Level level(int gateway, String counter, Window window) {
        return AccountingGateway.level((RunningGateway) gateways.get(gateway), counter, window);
    }

    /** What their ledgers know; the gateways end before. */
    Map<String, Long> written() {
        endGateways();
        return Sums.ofLedgers(ledgers);
    }

    /** @param redis the port where it finds Redis; 0 for none */
    Fleet inThisProcess(int redis) {
        RunningGateway gateway = RunningGateway.start(GatewayApp.class, yaml(ledger(), redis));
        gateways.add(gateway);
        ports.add(gateway.port());
        return this;
    }

    Fleet inAProcessOfItsOwn(int redis) {
        Path ledger = ledger();
        ChildGateway gateway = ChildGateway.start(directory.resolve("child-" + ports.size()), yaml(ledger, redis));
        gateways.add(gateway);
        ports.add(gateway.port());
        return this;
    }

    int[] ports() {
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }

    static String keyOf(int run) {
        return "authorization: Bearer sk-run-" + run + "-0123456789abcdef";
    }

    /** A gateway that has just begun is slow, and then would not wait for Redis. */
    void warmUp(int run) {
        Crowd.ask(600, 0, Talk.anything(run), ports());
    }

    private Path ledger() {
        Path ledger = directory.resolve("ledger-" + ledgers.size());
        ledgers.add(ledger);
        return ledger;
    }

    private String yaml(Path ledger, int redis) {
        String where = redis == 0 ? "" : "spring.data.redis: { host: 127.0.0.1, port: " + redis + " }\n";
        StringBuilder settings = new StringBuilder(where + """
                ai.gateway:
                  stand-in.enabled: off
                  timeouts: { total: 20s }
                  ledger: { enabled: true, directory: "%s" }
                  providers.good: { dialect: openai, base-url: "%s/v1", api-key: theirs }
                  model-facts:
                    "good/m0": { input-price: 1, output-price: 10 }
                    "good/m1": { input-price: 0.15, output-price: 0.6 }
                    "good/m2": { input-price: 3, output-price: 15 }
                    "good/m3": { input-price: 5, output-price: 30 }
                """.formatted(ledger, provider.baseUrl()));
        settings.append("  keys:\n");
        for (int i = 0; i < keys; i++) {
            settings.append(
                    "  - { name: run-%1$d, value: sk-run-%1$d-0123456789abcdef, owner: acme/run-%1$d }%n".formatted(i));
        }
        settings.append("  owners:\n");
        for (int i = 0; i < keys; i++) {
            settings.append("    acme/run-%d: { budget: %s USD / lifetime }%n".formatted(i, dollars(limit.nanoUsd())));
        }
        return settings.append("""
                spring.cloud.gateway.server.webflux.routes:
                - id: fixed
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, fixed" ]
                  filters: [ AiKey, { name: AiTokenRateLimiter, args: { requests: %1$d, period: fixed 30d } } ]
                - id: sliding
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, sliding" ]
                  filters: [ AiKey, { name: AiTokenRateLimiter, args: { requests: %1$d, period: 1h } } ]
                - id: money
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, money" ]
                  filters:
                  - AiKey
                  - { name: AiTokenRateLimiter, args: { tokens: 1000000000, period: fixed 30d } }
                  - { name: AiBudget, args: { amount: %2$s } }
                  - AiCostMeter
                """.formatted(limit.requests(), dollars(limit.nanoUsd() * 2)))
                .toString();
    }

    private static String dollars(long nano) {
        return BigDecimal.valueOf(nano, 9).toPlainString();
    }

    /** Nothing is held any more; then the gateways end, and Redis knows what their ledgers know. */
    Map<String, Long> drained(String what) {
        await(what)
                .atMost(DRAINED)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(sums.held()).isEmpty());
        Map<String, Long> known = written();
        assertThat(sums.held()).as(what).isEmpty();
        assertThat(sums.used()).as(what).isEqualTo(known);
        return known;
    }

    private void endGateways() {
        for (AutoCloseable each : gateways) {
            try {
                each.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        gateways.clear();
    }

    @Override
    public void close() {
        endGateways();
        sums.close();
        redis.close();
        provider.close();
    }
}
