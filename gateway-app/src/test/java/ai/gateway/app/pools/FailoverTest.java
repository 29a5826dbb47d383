package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** One of a pool fails before it has said anything: another one answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailoverTest {

    private StandIn good;
    private FaultUpstream bad;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        good = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        bad = FaultUpstream.start();
        StringBuilder yaml = new StringBuilder("ai.gateway:\n  stand-in.enabled: off\n  providers:\n");
        yaml.append("    good: { dialect: openai, base-url: \"")
                .append(good.baseUrl())
                .append("/v1\" }\n");
        faults().forEach(fault -> yaml.append("    ")
                .append(fault)
                .append(": { dialect: openai, base-url: \"")
                .append(bad.uri("/" + fault + "/v1"))
                .append("\" }\n"));
        yaml.append("  timeouts: { first-event: 400ms }\n  pools:\n");
        faults().forEach(fault -> yaml.append("    pool-")
                .append(fault)
                .append(": { strategy: ordered, targets: [ ")
                .append(fault)
                .append("/m, good/m ], breaker.enabled: false }\n"));
        gateway = RunningGateway.start(GatewayApp.class, yaml.toString());
        scripts().forEach((name, script) -> bad.play("/" + name + "/*", script));
    }

    @AfterAll
    void stop() {
        gateway.close();
        bad.close();
        good.close();
    }

    private static Map<String, Script> scripts() {
        return Map.of(
                "closes", Faults.closeBeforeHeaders(),
                "resets", Faults.resetBeforeHeaders(),
                "limited", Script.json(429, "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}"),
                "failing", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"),
                "overloaded", Script.json(529, "{\"error\":{\"message\":\"busy\",\"type\":\"overloaded_error\"}}"),
                "silent", Faults.hang(),
                "empty-stream",
                        Faults.closeInStream("{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}"),
                "nonsense", Faults.htmlPage(),
                "locked", Script.json(401, "{\"error\":{\"message\":\"no\"}}"));
    }

    static Stream<String> faults() {
        return scripts().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void ask_firstFails_secondAnswers(String fault) {
        for (boolean stream : new boolean[] {false, true}) {
            var answer = RawHttp.post(
                    gateway.port(),
                    "/v1/chat/completions",
                    "{\"model\":\"pool-" + fault + "\",\"stream\":" + stream
                            + ",\"messages\":[{\"role\":\"user\",\"content\":\"/echo hi there\"}]}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.text()).contains("hi");
            assertThat(answer.header("x-ai-provider")).isEqualTo("good");
        }
    }

    @Test
    void models_pools_areAmongThem() {
        assertThat(RawHttp.get(gateway.port(), "/v1/models").text()).contains("\"pool-failing\"");
    }
}
