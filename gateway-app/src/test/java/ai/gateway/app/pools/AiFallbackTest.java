package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code AiFallback} behind ordinary uris, providers and pools. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AiFallbackTest {

    private static final String CHAT =
            "{\"model\":\"bad/m\",\"messages\":[{\"role\":\"user\",\"content\":\"/echo hi\"}]}";

    private StandIn good;
    private FaultUpstream bad;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        good = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        bad = FaultUpstream.start();
        bad.play("/own/*", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        bad.play("/picky/*", Script.json(400, "{\"error\":{\"message\":\"no such thing\"}}"));
        bad.play("/v1/*", Script.json(503, "{\"error\":{\"message\":\"busy\"}}"));
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    bad: { dialect: openai, base-url: "%1$s/v1" }
                    good: { dialect: anthropic, base-url: "%2$s", api-key: theirs }
                  model-facts:
                    good/short: { max-input: 20 }
                  pools:
                    spare: { targets: [ good/spare ] }
                    worse: { targets: [ bad/m ], failover: { attempts: 1 } }
                spring.cloud.gateway.server.webflux.routes:
                - { id: stated, uri: "%1$s", predicates: [ "Path=/own/**", "Header=x-stated" ], filters: [ "AiFallback=good/short, good/spare" ] }
                - { id: own, uri: "%1$s", predicates: [ "Path=/own/**" ], filters: [ "AiFallback=good/spare" ] }
                - { id: picky, uri: "%1$s", predicates: [ "Path=/picky/**" ], filters: [ "AiFallback=good/spare" ] }
                - { id: lost, uri: "ai://nobody", predicates: [ "Path=/v1/**", "Header=x-lost" ] }
                - { id: off, uri: "ai://auto", predicates: [ "Path=/v1/**", "Header=x-off" ],
                    filters: [ { name: AiFallback, args: { targets: [ spare ], after: [ connect ] } } ] }
                - { id: pool, uri: "ai://worse", predicates: [ "Path=/v1/**", "Header=x-pool" ], filters: [ "AiFallback=spare" ] }
                - { id: auto, uri: "ai://auto", predicates: [ "Path=/v1/**" ], filters: [ "AiFallback=spare" ] }
                """.formatted(bad.uri(""), good.baseUrl());
        gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        bad.close();
        good.close();
    }

    @Test
    void ordinaryUri_fails_targetAnswersInTheClientsDialect() {
        var answer = RawHttp.post(gateway.port(), "/own/v1/chat/completions", CHAT, "authorization: Bearer mine");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"choices\"", "hi");
        assertThat(answer.header("x-ai-provider")).isEqualTo("good");
        assertThat(answer.header("x-ai-attempts")).isEqualTo("2");
    }

    @Test
    void ordinaryUri_fails_targetOfWhichItIsStatedThatItCannot_isLeftOut() {
        var fits = RawHttp.post(gateway.port(), "/own/v1/chat/completions", CHAT, "x-stated: 1");
        assertThat(fits.header("x-ai-model")).as(fits.text()).isEqualTo("short");
        String tooLong = CHAT.replace("/echo hi", "/echo " + "word ".repeat(40));
        var other = RawHttp.post(gateway.port(), "/own/v1/chat/completions", tooLong, "x-stated: 1");
        assertThat(other.header("x-ai-model")).as(other.text()).isEqualTo("spare");
        assertThat(other.header("x-ai-attempts")).isEqualTo("2");
    }

    @Test
    void ordinaryUri_clientIsAtFault_isToldByIt() {
        var answer = RawHttp.post(gateway.port(), "/picky/v1/chat/completions", CHAT);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("no such thing");
    }

    @Test
    void provider_fails_poolAnswers() {
        var answer = RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-ai-model")).isEqualTo("spare");
    }

    @Test
    void provider_thatNobodyHasConfigured_isNamed() {
        var answer = RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT, "x-lost: 1");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).contains("route: its uri names provider nobody");
    }

    @Test
    void pool_fails_otherPoolAnswers() {
        var answer = RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT, "x-pool: 1");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-ai-provider")).isEqualTo("good");
    }

    @Test
    void failure_notAmongThose_isTheAnswer() {
        var answer = RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT, "x-off: 1");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("busy");
    }

    @Test
    void target_nobodyKnows_failsTheStart() {
        String yaml =
                "spring.cloud.gateway.server.webflux.routes: [ { id: r, uri: \"ai://auto\", predicates: [ \"Path=/**\" ],"
                        + " filters: [ \"AiFallback=opnai/gpt\" ] } ]";
        assertThatThrownBy(() -> RunningGateway.start(GatewayApp.class, yaml).close())
                .hasStackTraceContaining("AiFallback: targets.model: opnai/gpt (expected: openai/gpt)");
    }
}
