package ai.gateway.app.relay;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded exchange through a real gateway: what goes in is what the provider gets, what it says is what comes out. */
class RelayProofTest {

    private static final List<String> DIALECTS =
            List.of("anthropic", "bedrock", "cohere", "gemini", "ollama", "openai", "responses");

    private static FaultUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        Recordings.all(); // skips all of this where there are none
        upstream = FaultUpstream.start();
        StringBuilder routes = new StringBuilder();
        for (String dialect : DIALECTS) {
            routes.append("""
                    - id: ai-%1$s
                      uri: ai://recorded
                      predicates: [ Path=/**, "Header=lane, ai", AiDialect=%1$s ]
                    - id: plain-%1$s
                      uri: ${upstream}
                      predicates: [ Path=/**, AiDialect=%1$s ]
                      filters: [ AiTranslate=%1$s ]
                    """.formatted(dialect));
        }
        gateway = RunningGateway.start(GatewayApp.class, """
                upstream: http://127.0.0.1:%d
                ai.gateway:
                  stand-in.enabled: off
                  providers.recorded:
                    base-url: ${upstream}
                    dialects:
                      { openai: /base/oai, responses: /base/oai, anthropic: /base/ant, gemini: /base/gem,
                        bedrock: /base/bed, cohere: /base/coh, ollama: /base/oll }
                    auth: bearer
                    api-key: proof-key
                spring.cloud.gateway.server.webflux.routes:
                %s- id: other
                  uri: ${upstream}
                  predicates: [ Path=/** ]
                  filters: [ "AiTimeouts=30s, 30s, 60s" ]
                """.formatted(upstream.port(), routes));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
            upstream.close();
        }
    }

    @Test
    void ordinaryUri_everyRecording_passesByteForByte() {
        List<String> differences = new ArrayList<>();
        for (Recordings.Recording recording : Recordings.all()) {
            RecordedExchange recorded = new RecordedExchange(recording);
            Answer answer = pass(recorded);
            SeenRequest seen = seen();
            compare(differences, recorded, "uri", recorded.target(), seen == null ? "nothing" : seen.uri());
            compareRequest(differences, recorded, recorded.body(), seen);
            compareAnswer(differences, recorded, answer);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aiUri_everyRecordingOfOurDialects_passesByteForByteBelowTheProvidersBase() {
        List<String> differences = new ArrayList<>();
        Map<String, Integer> passed = new TreeMap<>();
        for (Recordings.Recording recording : Recordings.all()) {
            RecordedExchange recorded = new RecordedExchange(recording);
            Answer answer = pass(recorded, "lane: ai");
            SeenRequest seen = seen();
            if (seen != null && !seen.uri().startsWith("/base/")) {
                continue; // of a dialect that is not ours: the ordinary route took it
            }
            if (seen == null) {
                differences.add(recorded + ": the provider was not asked: " + answer.status() + " " + answer.text());
                continue;
            }
            passed.merge(seen.uri().substring(0, 9), 1, Integer::sum);
            compareRequest(differences, recorded, recorded.bodyWithModel(), seen);
            compareEndpoint(differences, recorded, seen);
            if (recording.status() == 401 || recording.status() == 403) {
                compareRefusal(differences, recorded, answer);
            } else {
                compareAnswer(differences, recorded, answer);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(passed)
                .containsOnlyKeys("/base/ant", "/base/bed", "/base/coh", "/base/gem", "/base/oai", "/base/oll");
    }

    /**
     * The path as it was below the base that the provider's own SDK takes, with the gateway's credential and no other. What
     * is asked of a deployment loses the version of that API.
     */
    private static void compareEndpoint(List<String> differences, RecordedExchange recorded, SeenRequest seen) {
        String below = seen.uri().substring(9);
        boolean wholeApiPath =
                below.matches("/(v[12]\\w*/|(chat/)?completions|responses|embeddings|models|moderations|rerank|images"
                        + "|audio/|files|upload|projects/|model/|guardrail/|api/).*");
        String asked = recorded.deployment() == null ? recorded.target() : recorded.path();
        if (!asked.endsWith(below) || !wholeApiPath) {
            differences.add(recorded + ": path " + recorded.target() + " came as " + seen.uri());
        }
        compare(differences, recorded, "credential", "Bearer proof-key", seen.header("authorization"));
        for (String other : List.of("x-api-key", "x-goog-api-key", "api-key", "cookie")) {
            compare(differences, recorded, other, List.of(), seen.headers(other));
        }
    }

    /** The credential was ours, not the client's: it must not be told that its own was wrong. */
    private static void compareRefusal(List<String> differences, RecordedExchange recorded, Answer answer) {
        compare(differences, recorded, "status", 502, answer.status());
        if (!answer.text().toLowerCase(Locale.ROOT).contains("refused the gateway's credential")) {
            differences.add(recorded + ": " + answer.text());
        }
    }

    private static int asked;

    private static Answer pass(RecordedExchange recorded, String... headers) {
        asked = upstream.requests().size();
        upstream.play("*", recorded.script());
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            return client.send(recorded.request(headers)).readAnswer();
        }
    }

    private static SeenRequest seen() {
        List<SeenRequest> all = upstream.requests();
        return all.size() == asked + 1 ? all.get(asked) : null;
    }

    private static void compareRequest(
            List<String> differences, RecordedExchange recorded, byte[] expected, SeenRequest seen) {
        if (seen == null) {
            return;
        }
        compare(differences, recorded, "method", recorded.method(), seen.method());
        if (!Arrays.equals(expected, seen.body())) {
            differences.add(recorded + ": request body of " + expected.length + " came as " + seen.body().length);
        }
    }

    private static void compareAnswer(List<String> differences, RecordedExchange recorded, Answer answer) {
        compare(differences, recorded, "status", recorded.recording().status(), answer.status());
        compare(differences, recorded, "end", RawHttp.Ending.CLEAN_END, answer.ending());
        byte[] expected = recorded.recording().response();
        if (!Arrays.equals(expected, answer.body())) {
            int at = Arrays.mismatch(expected, answer.body());
            differences.add(recorded + ": body of " + expected.length + " came as " + answer.body().length + " at " + at
                    + ": "
                    + answer.text().substring(0, Math.min(150, answer.text().length())));
        }
        for (String header : recorded.answerHeaders()) {
            String name = header.substring(0, header.indexOf(':'));
            compare(differences, recorded, "header " + name, header.substring(name.length() + 2), answer.header(name));
        }
    }

    private static void compare(
            List<String> differences, RecordedExchange recorded, String what, Object expected, Object got) {
        if (!expected.equals(got)) {
            differences.add(recorded + ": " + what + " " + expected + " came as " + got);
        }
    }
}
