package ai.gateway.recognise;

import ai.gateway.recognise.RecognisersProperties.Kind;
import ai.gateway.scan.Find;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

class PresidioTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterEach
    void reset() {
        SERVER.resetAll();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static Presidio presidio() {
        Wanted.One wanted = new Wanted.One(
                Kind.PRESIDIO, URI.create(SERVER.baseUrl() + "/analyze"), "de", List.of("PERSON", "NRP"), 0.4);
        return new Presidio("near", wanted, HttpClient.create());
    }

    private static StepVerifier.FirstStep<List<List<Find>>> finding(String answer, String... texts) {
        SERVER.stubFor(post(urlEqualTo("/analyze")).willReturn(okJson(answer)));
        return StepVerifier.create(presidio().find(List.of(texts)));
    }

    private static String find(int start, int end) {
        return "{\"start\":%d,\"end\":%d,\"entity_type\":\"person/x\",\"score\":0.85}".formatted(start, end);
    }

    @Test
    void texts_areAskedAllAtOnce_andFindsCountInHalvesOfCharacters() {
        finding("[[" + find(2, 5) + "],[]]", "\uD83E\uDD8A Bob \"lives\"", "nothing")
                .expectNext(List.of(List.of(new Find("PERSON_X", 3, 6, 0.85, "presidio")), List.of()))
                .expectComplete()
                .verify(PATIENCE);

        SERVER.verify(postRequestedFor(urlEqualTo("/analyze"))
                .withRequestBody(
                        equalToJson("{\"text\":[\"\uD83E\uDD8A Bob \\\"lives\\\"\",\"nothing\"],\"language\":\"de\","
                                + "\"entities\":[\"PERSON\",\"NRP\"],\"score_threshold\":0.4}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[[],[]]                                                     | an answer to other texts",
                "{}                                                          | an answer to other texts",
                "[{\"start\":0,\"end\":1}]                                   | an answer to one text",
                "[[{\"start\":0,\"end\":4,\"entity_type\":\"A\",\"score\":1}]] | a find outside of its text",
                "[[{\"start\":1,\"end\":1,\"entity_type\":\"A\",\"score\":1}]] | a find outside of its text",
                "[[{}]]                                                      | a find outside of its text",
                "no JSON                                                     | at byte 1"
            })
    void answer_thatIsNone_fails_andSaysNothingOfTheText(String answer, String told) {
        finding(answer, "Bob")
                .expectErrorMatches(
                        e -> e.getMessage().contains(told) && !e.getMessage().contains("Bob"))
                .verify(PATIENCE);
    }

    @Test
    void status_thatIsNotGood_fails() {
        SERVER.stubFor(post(urlEqualTo("/analyze"))
                .willReturn(aResponse().withStatus(500).withBody("Bob")));

        StepVerifier.create(presidio().find(List.of("Bob")))
                .expectErrorMessage("recogniser near: status 500")
                .verify(PATIENCE);
    }

    @Test
    void answer_withoutEnd_isNotReadForEver() {
        finding("[[" + " ".repeat(17 << 20) + "]]", "Bob")
                .expectErrorMessage("recogniser near: an answer over 16777216 bytes")
                .verify(PATIENCE);
    }
}
