package ai.gateway.app;

import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Spring Cloud Gateway's own filter on an AI route of the app, which brings the library for it. */
class CircuitBreakerRouteTest {

    private static final String CHAT = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private static final String ANSWER = "{\"object\":\"chat.completion\",\"choices\":[]}";

    private static FaultUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = FaultUpstream.start();
        gateway = RunningGateway.start(GatewayApp.class, """
                upstream: http://127.0.0.1:%d
                ai.gateway:
                  stand-in.enabled: off
                  providers.slow: { base-url: "${upstream}/slow", dialect: openai, auth: none }
                  providers.spare: { base-url: "${upstream}/spare", dialect: openai, auth: none }
                  providers.broken: { base-url: "${upstream}/broken", dialect: openai, auth: none }
                spring.cloud.gateway.server.webflux.routes:
                - id: broken
                  uri: ai://broken
                  predicates: [ Path=/broken/** ]
                  filters:
                  - StripPrefix=1
                  - name: CircuitBreaker
                    args: { name: broken, statusCodes: [ 502 ], fallbackUri: "forward:/spare/v1/chat/completions" }
                - id: plain
                  uri: ai://broken
                  predicates: [ Path=/plain/** ]
                  filters:
                  - StripPrefix=1
                  - name: CircuitBreaker
                    args: { name: plain, statusCodes: [ 502 ], fallbackUri: "forward:/sorry" }
                - id: sorry
                  uri: ${upstream}
                  predicates: [ Path=/sorry ]
                - id: slow
                  uri: ai://slow
                  predicates: [ Path=/v1/chat/completions ]
                  filters: [ CircuitBreaker=slow ]
                - id: spare
                  uri: ai://spare
                  predicates: [ Path=/spare/** ]
                  filters: [ StripPrefix=1 ]
                """.formatted(upstream.port()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void circuitBreaker_answerTakesLongerThanASecond_isNotCut() {
        upstream.play("/slow/chat/completions", Script.silence().pause(1_300).and(Script.json(200, ANSWER)));

        Answer answer = RawHttp.post(gateway.port(), "/v1/chat/completions", CHAT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(ANSWER);
    }

    @Test
    void circuitBreaker_providerUnreachable_fallsBackToAnotherAiRoute() {
        upstream.play("/broken/chat/completions", Script.silence().reset());
        upstream.play("/spare/chat/completions", Script.json(200, ANSWER));

        Answer answer = RawHttp.post(gateway.port(), "/broken/v1/chat/completions", CHAT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(ANSWER);
    }

    @Test
    void circuitBreaker_providerUnreachable_fallsBackToAnOrdinaryRoute() {
        upstream.play("/broken/chat/completions", Script.silence().reset());
        upstream.play("/sorry", Script.json(200, "{\"sorry\":true}"));

        Answer answer = RawHttp.post(gateway.port(), "/plain/v1/chat/completions", CHAT);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"sorry\":true}");
    }
}
