package ai.gateway.app.mask;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names that somebody else finds: asked once for all texts of a request, and hidden as all the rest is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class NamesTest {

    private static final String SAID = "Bob wrote to ann@corp.example";
    private static final String NO_FINDS = "[[],[]]";

    private StandIn standIn;
    private WireMockServer presidio;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        presidio = new WireMockServer(WireMockConfiguration.options().dynamicPort());
        presidio.start();
        gateway = RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  providers.good: { dialect: openai, base-url: "%s/v1", auth: none }
                  recognisers:
                    near: { type: presidio, endpoint: "%s" }
                    own: { type: names }
                spring.cloud.gateway.server.webflux.routes:
                - { id: keep, uri: "ai://good", predicates: [ "Path=/keep/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { entities: EMAIL, recogniser: near, mode: keep, timeout: 3s } } ] }
                - { id: own, uri: "ai://good", predicates: [ "Path=/own/**" ], filters: [ StripPrefix=1, { name: AiMask, args: { recogniser: own, mode: keep } } ] }
                - { id: all, uri: "ai://good", predicates: [ "Path=/**" ], filters: [ { name: AiMask, args: { entities: EMAIL, recogniser: near, score: 0.6, allow: [ Eve ] } } ] }
                """.formatted(standIn.baseUrl(), presidio.baseUrl()));
    }

    @AfterEach
    void reset() {
        presidio.resetAll();
    }

    @AfterAll
    void stop() {
        gateway.close();
        presidio.stop();
        standIn.close();
    }

    private void finds(ResponseDefinitionBuilder answer) {
        presidio.stubFor(post(urlEqualTo("/analyze")).willReturn(answer));
    }

    private static String person(int start, double score) {
        return "{\"start\":%d,\"end\":%d,\"entity_type\":\"PERSON\",\"score\":%s}".formatted(start, start + 3, score);
    }

    private Answer ask(String route, String text) {
        return RawHttp.post(
                gateway.port(),
                route + "/v1/chat/completions",
                "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}");
    }

    @Test
    void names_areHidden_besideWhatScannersFind_andPutBack() {
        finds(okJson("[[],[" + person(6, 0.85) + "]]"));

        Answer kept = ask("/keep", "/echo " + SAID);
        assertThat(kept.text()).contains("<PERSON_1> wrote to <EMAIL_1>");
        assertThat(kept.header("x-ai-masked")).isEqualTo("EMAIL 1, PERSON 1");
        assertThat(ask("", "/echo " + SAID).text()).contains(SAID);
        presidio.verify(
                2,
                postRequestedFor(urlEqualTo("/analyze"))
                        .withRequestBody(equalToJson("{\"text\":[\"Be kind.\",\"/echo " + SAID
                                + "\"],\"language\":\"en\",\"entities\":[\"PERSON\",\"LOCATION\",\"ORGANIZATION\"],"
                                + "\"score_threshold\":0.5}")));
    }

    @Test
    void finds_thatAreUnsureOrAllowed_areNone() {
        finds(okJson("[[],[" + person(6, 0.55) + ',' + person(10, 0.9) + "]]"));
        assertThat(ask("", "/echo Bob Eve").header("x-ai-masked")).isNull();

        finds(okJson("[[],[" + person(6, 0.65) + ',' + person(10, 0.9) + "]]"));
        assertThat(ask("", "/echo Bob Eve").header("x-ai-masked")).isEqualTo("PERSON 1");
    }

    @Test
    void longRequest_isHidden_too() {
        finds(okJson("[[],[" + person(6, 0.85) + "]]"));

        assertThat(ask("/keep", "/echo Bob " + "and so on ".repeat(2000)).text())
                .contains("<PERSON_1> and")
                .doesNotContain("Bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "answer", "time"})
    void recogniser_thatCannotTell_letsNothingPass(String what) {
        finds(
                switch (what) {
                    case "status" -> aResponse().withStatus(503);
                    case "answer" -> okJson("[]");
                    default -> okJson(NO_FINDS).withFixedDelay(6_000);
                });

        Answer refused = ask("/keep", "/echo " + SAID);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text())
                .contains("blocked_by_guard", "mask: recogniser near cannot tell")
                .doesNotContain("Bob");
    }

    @Test
    void request_withoutWords_needsNobody() {
        Answer answer = RawHttp.post(
                gateway.port(),
                "/v1/chat/completions",
                "{\"model\":\"\",\"messages\":[{\"role\":\"user\",\"content\":\"1+1\"}]}");

        assertThat(answer.status()).isEqualTo(400); // by the provider: it has no such model
        presidio.verify(0, postRequestedFor(urlEqualTo("/analyze")));
    }

    @Test
    void names_areFoundInThisProcess_too() {
        Answer answer = ask("/own", "/echo My name is Anna Schmidt, and I work for Kranich Ltd in Paris.");

        assertThat(answer.text()).contains("My name is <PERSON_1>, and I work for <ORGANIZATION_1> in <LOCATION_1>.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ recogniser: far } | recogniser: far (expected: one of [near]",
                "{ recogniser: near, timeout: 0s } | timeout: PT0S (expected: > 0)"
            })
    void settings_thatMakeNoSense_areToldAtTheStart(String args, String told) {
        assertThatThrownBy(() -> RunningGateway.start(GatewayApp.class, """
                        ai.gateway.recognisers.near: { type: names }
                        spring.cloud.gateway.server.webflux.routes:
                        - { id: a, uri: "ai://auto", predicates: [ "Path=/**" ], filters: [ { name: AiMask, args: %s } ] }
                        """.formatted(args))
                        .close())
                .hasStackTraceContaining(told);
    }
}
