package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** What pools do is counted and told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolMetricsTest {

    private StandIn good;
    private StandIn slow;
    private FaultUpstream bad;
    private RunningGateway gateway;
    private PoolLog log;

    @BeforeAll
    void start() {
        StandInSettings quick = new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null);
        good = StandIn.start(quick);
        slow = StandIn.start(quick.withFirstDelay(Duration.ofMillis(400)));
        bad = FaultUpstream.start();
        bad.play("/failing/*", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        bad.play("/silent/*", Faults.hang());
        gateway = RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "%1$s/v1" }
                    slow: { dialect: openai, base-url: "%2$s/v1" }
                    keys: { dialect: openai, base-url: "%1$s/v1", api-keys: [ { name: red, value: sk-red }, { name: blue, value: sk-blue, weight: 0 } ] }
                    failing: { dialect: openai, base-url: "%3$s" }
                    silent: { dialect: openai, base-url: "%4$s" }
                  pools:
                    over: { strategy: ordered, targets: [ failing/m, good/m ] }
                    out: { targets: [ failing/m ], failover.attempts: 1 }
                    tripped: { strategy: ordered, targets: [ failing/m, good/m ], breaker: { window: 1, minimum-calls: 1, open: 1h } }
                    trips: { targets: [ failing/m ], failover.attempts: 1, breaker: { window: 1, minimum-calls: 1 } }
                    won: { strategy: ordered, targets: [ silent/m, good/m ], hedge: { after: 50ms, share: 1 } }
                    lost: { strategy: ordered, targets: [ slow/m, silent/m ], hedge: { after: 50ms, share: 1 } }
                """.formatted(
                        good.baseUrl(), slow.baseUrl(), bad.uri("/failing/v1"), bad.uri("/silent/v1")));
        log = new PoolLog();
    }

    @AfterAll
    void stop() {
        log.close();
        gateway.close();
        bad.close();
        slow.close();
        good.close();
    }

    /** Returns the line that the log has of it. */
    private ILoggingEvent ask(String model, int status) {
        Answer answer = RawHttp.post(
                gateway.port(),
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"/echo hi there\"}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return log.next("id=" + answer.header("x-ai-request-id"));
    }

    private double count(String meter, String... tags) {
        return registry().get("ai.gateway." + meter).tags(tags).counter().count();
    }

    private double gauge(String meter, String... tags) {
        return registry().get("ai.gateway." + meter).tags(tags).gauge().value();
    }

    private MeterRegistry registry() {
        return gateway.bean(MeterRegistry.class);
    }

    @Test
    void failover_isCountedAndTold() {
        ILoggingEvent line = ask("over", 200);

        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getFormattedMessage())
                .matches("exchange id=\\S+ pool=over ending=complete status=200 attempts=2"
                        + " tried=\"failing/m 500 \\d+ms, good/m ok \\d+ms\"");
        assertThat(count("attempts", "pool", "over", "target", "failing/m", "outcome", "failed", "class", "server"))
                .isEqualTo(1);
        assertThat(count("attempts", "pool", "over", "target", "good/m", "outcome", "answered", "class", "none"))
                .isEqualTo(1);
        assertThat(count("failovers", "pool", "over")).isEqualTo(1);
        assertThat(gauge("in.flight", "pool", "over", "target", "good/m")).isZero();
        assertThat(gauge("breaker.state", "pool", "over", "target", "failing/m"))
                .isZero();
    }

    @Test
    void nobodyAnswers_isToldAfterOneAttempt() {
        ILoggingEvent line = ask("out", 500);

        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getFormattedMessage()).contains("pool=out").contains("attempts=1 tried=\"failing/m 500 ");
    }

    @Test
    void breaker_opens_isToldAndShown() {
        ask("tripped", 200);
        ILoggingEvent second = ask("tripped", 200);

        assertThat(second.getLevel()).isEqualTo(Level.DEBUG);
        assertThat(second.getFormattedMessage()).contains("attempts=1").endsWith(" left-out=\"failing/m open\"");
        assertThat(gauge("breaker.state", "pool", "tripped", "target", "failing/m"))
                .isEqualTo(2);
    }

    @Test
    void breaker_change_isOneLine() {
        RawHttp.post(gateway.port(), "/v1/chat/completions", "{\"model\":\"trips\",\"messages\":[]}");

        ILoggingEvent line = log.next("breaker of=trips:");
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage()).isEqualTo("breaker of=trips:failing/m from=closed to=open origin=seen");
    }

    @Test
    void hedge_isCountedByWhoWon() {
        ask("won", 200);
        ask("lost", 200);

        assertThat(count("hedges", "pool", "won", "outcome", "won")).isEqualTo(1);
        assertThat(count("hedges", "pool", "lost", "outcome", "lost")).isEqualTo(1);
        assertThat(count("attempts", "pool", "won", "target", "silent/m", "outcome", "unwanted", "class", "none"))
                .isEqualTo(1);
    }

    @Test
    void modelsOfClients_makeNoMetersOfPoolsAndNoLines() {
        ILoggingEvent line = ask("keys/made\\nup by=\\\"a\\\" client", 200);

        assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
        assertThat(line.getFormattedMessage())
                .doesNotContain("\n")
                .contains("pool=\"keys/made?up by='a' client\" ending=complete");
        assertThat(count("attempts", "pool", "keys", "target", "keys#red", "outcome", "answered"))
                .isEqualTo(1);
        assertThat(registry().getMeters())
                .filteredOn(meter -> meter.getId().getName().startsWith("ai.gateway."))
                .isNotEmpty()
                .noneMatch(meter -> meter.getId().toString().contains("made"));
    }
}
