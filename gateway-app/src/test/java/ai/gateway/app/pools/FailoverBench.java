package ai.gateway.app.pools;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.health.Health;
import ai.gateway.health.Healths;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RunningGateway;
import org.awaitility.Awaitility;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway with a pool of three for each fault and each dialect in which the first of them fails so; the others are well. */
final class FailoverBench implements AutoCloseable {

    static final List<String> DIALECTS = OneDialectEach.ALL;

    /** Nothing is learnt from one request for the next. */
    private static final String FORGETFUL = "strategy: ordered, breaker: { window: 10000, minimum-calls: 10000 }";

    private static final String CLOCKS = "timeouts: { first-event: 60ms, between-events: 60ms }";

    /** Who asks whom, and how. */
    record Way(Fault fault, String client, String failing, Streaming streaming) {}

    final RunningGateway gateway;
    private final StandIn good = StandIn.start(StandInSettings.forMachines());
    private final FaultUpstream bad = FaultUpstream.start();

    FailoverBench() {
        StringBuilder providers = new StringBuilder("ai.gateway:\n  stand-in.enabled: off\n  providers:\n");
        providers.append(OneDialectEach.yaml(good.baseUrl(), DIALECTS));
        StringBuilder pools = new StringBuilder("  pools:\n");
        for (Fault fault : Fault.values()) {
            for (String dialect : DIALECTS) {
                String name = name(fault, dialect);
                providers.append("    %s: { dialect: %s, base-url: '%s', api-key: k }%n"
                        .formatted(name, dialect, place(fault, dialect)));
                pools.append("    pool-%s: { targets: [ { model: %s/m, %s }, only-%s/m, only-%s/m ], %s }%n"
                        .formatted(name, name, CLOCKS, after(dialect, 1), after(dialect, 2), FORGETFUL));
            }
        }
        gateway = RunningGateway.start(
                Settlements.CountingApp.class, providers.append(pools).toString());
        for (String dialect : DIALECTS) {
            Fault.Wire wire = Fault.Wire.of(dialect(dialect), good.port());
            for (Fault fault : Fault.values()) {
                bad.play("/" + fault + "/" + dialect + "/*", fault.script(wire));
            }
        }
    }

    private static String name(Fault fault, String dialect) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + dialect;
    }

    private String place(Fault fault, String dialect) {
        String host = fault.isUnplayed()
                ? "http://127.0.0.1:" + FaultUpstream.refusedPort()
                : bad.uri("").toString();
        boolean versioned = dialect.equals("openai") || dialect.equals("responses");
        return host + "/" + fault + "/" + dialect + (versioned ? "/v1" : "");
    }

    private static String after(String dialect, int places) {
        return DIALECTS.get((DIALECTS.indexOf(dialect) + places) % DIALECTS.size());
    }

    private Dialect dialect(String id) {
        return gateway.bean(Dialects.class).get(id);
    }

    /** Every client, whole and streamed; the first one speaks as the client does, and then as somebody else does. */
    static List<Way> ways(Fault fault) {
        List<Way> ways = new ArrayList<>();
        for (String client : DIALECTS) {
            for (String failing : List.of(client, after(client, 3))) {
                for (Streaming streaming : List.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE)) {
                    if (streaming.isStream() || !fault.isOfStreams()) {
                        ways.add(new Way(fault, client, failing, streaming));
                    }
                }
            }
        }
        return ways;
    }

    /** Who was limited or refused a moment ago is asked again. */
    void forget() {
        gateway.bean(Healths.class).all().forEach(health -> health.cooldown().end());
    }

    /** Asks once; the text is there once, and nothing else is. */
    Answered assertAnswered(Way way, String text) {
        Answered answered = new Asking(dialect(way.client()), gateway.port())
                .ask(Asking.chat(
                        way.client(),
                        way.streaming(),
                        "pool-" + name(way.fault(), way.failing()),
                        "/echo " + text,
                        List.of()));
        String what = way + ": " + answered.came().text();
        assertThat(answered.status()).as(what).isEqualTo(200);
        assertThat(answered.broken()).as(what).isFalse();
        assertThat(answered.failed()).as(what).isFalse();
        assertThat(answered.text()).as(what).isEqualTo(text);
        assertThat(answered.came().text()).as(what).doesNotContain("lynx");
        assertThat(answered.header("x-ai-provider")).as(what).isEqualTo("only-" + after(way.failing(), 1));
        assertThat(answered.header("x-ai-tried")).as(what).isEqualTo("null");
        return answered;
    }

    void awaitQuiet() {
        Awaitility.await()
                .atMost(PoolBench.SOON)
                .until(() -> gateway.bean(Healths.class).all().stream().allMatch(FailoverBench::isQuiet));
    }

    private static boolean isQuiet(Health health) {
        return health.inFlight() == 0 && health.waiting() == 0;
    }

    @Override
    public void close() {
        gateway.close();
        bad.close();
        good.close();
    }
}
