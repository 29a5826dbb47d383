package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.health.Healths;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first of three fails before it has said anything: the second answers, whatever the client speaks, whatever the
 * first and the second do, and nothing of the first is in the answer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FailoverTest {

    private static final List<String> DIALECTS = OneDialectEach.ALL;

    /** Nothing is learnt from one test for the next. */
    private static final String FORGETFUL = "strategy: ordered, breaker: { window: 10000, minimum-calls: 10000 }";

    private StandIn good;
    private FaultUpstream bad;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        good = StandIn.start(StandInSettings.forMachines());
        bad = FaultUpstream.start();
        StringBuilder providers = new StringBuilder("ai.gateway:\n  stand-in.enabled: off\n");
        providers.append("  providers:\n");
        providers.append(OneDialectEach.yaml(good.baseUrl(), DIALECTS));
        StringBuilder pools = new StringBuilder("  pools:\n");
        String clocks = "timeouts: { first-event: 60ms, between-events: 60ms }";
        for (Fault fault : Fault.values()) {
            for (String dialect : DIALECTS) {
                providers.append("    %s: { dialect: %s, base-url: '%s', api-key: k }%n"
                        .formatted(name(fault, dialect), dialect, place(fault, dialect)));
                pools.append("    pool-%s: { targets: [ { model: %s/m, %s }, only-%s/m, only-%s/m ], %s }%n"
                        .formatted(
                                name(fault, dialect),
                                name(fault, dialect),
                                clocks,
                                after(dialect, 1),
                                after(dialect, 2),
                                FORGETFUL));
            }
        }
        gateway = RunningGateway.start(GatewayApp.class, providers.append(pools).toString());
        for (String dialect : DIALECTS) {
            Fault.Wire wire = Fault.Wire.of(dialect(dialect), good.port());
            for (Fault fault : Fault.values()) {
                bad.play("/" + fault + "/" + dialect + "/*", fault.script(wire));
            }
        }
    }

    @AfterAll
    void stop() {
        gateway.close();
        bad.close();
        good.close();
    }

    private static String name(Fault fault, String dialect) {
        return fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + dialect;
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

    @ParameterizedTest
    @EnumSource
    void ask_firstFails_secondAnswersInTheClientsDialect(Fault fault) {
        int asked = 0;
        for (String client : DIALECTS) {
            // The first one speaks as the client does, and then as somebody else does.
            for (String failing : List.of(client, after(client, 3))) {
                for (Streaming streaming : List.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE)) {
                    if (streaming.isStream() || !fault.isOfStreams()) {
                        assertAnswered(fault, client, failing, streaming);
                        asked++;
                    }
                }
            }
        }
        assertThat(asked).isEqualTo(DIALECTS.size() * (fault.isOfStreams() ? 2 : 4));
        Awaitility.await()
                .atMost(PoolBench.SOON)
                .until(() -> gateway.bean(Healths.class).all().stream()
                        .allMatch(health -> health.inFlight() == 0 && health.waiting() == 0));
    }

    private void assertAnswered(Fault fault, String client, String failing, Streaming streaming) {
        String text = "Grüße " + fault + " von \"" + failing + "\" an " + client;
        gateway.bean(Healths.class).all().forEach(health -> health.cooldown().end());
        Answered answered = new Asking(dialect(client), gateway.port())
                .ask(Asking.chat(client, streaming, "pool-" + name(fault, failing), "/echo " + text, List.of()));
        String what = client + " asks " + failing + ", " + streaming + ": "
                + answered.came().text();
        assertThat(answered.status()).as(what).isEqualTo(200);
        assertThat(answered.broken()).as(what).isFalse();
        assertThat(answered.failed()).as(what).isFalse();
        assertThat(answered.text()).as(what).isEqualTo(text);
        assertThat(answered.came().text()).as(what).doesNotContain("lynx");
        assertThat(answered.header("x-ai-provider")).as(what).isEqualTo("only-" + after(failing, 1));
        assertThat(answered.header("x-ai-attempts")).as(what).isEqualTo("2");
        assertThat(answered.header("x-ai-tried")).as(what).isEqualTo("null");
    }

    @Test
    void models_pools_areAmongThem() {
        assertThat(RawHttp.get(gateway.port(), "/v1/models").text()).contains("\"pool-s500-openai\"");
    }
}
