package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.recall.Tally;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.NotEncoded;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Questions in other words, with vectors that a provider makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class ProviderEmbeddingsTest {

    private static final String ASKED = "What is the capital of France?";
    private static final String ALIKE = "What's the capital city of France?";

    private static final String OPENAI =
            "{\"object\":\"list\",\"model\":\"e\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                    + "\"embedding\":[3,0,4]}],\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}";

    private StandIn standIn;
    private FaultUpstream vectors;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 40, true, null));
        vectors = FaultUpstream.start();
    }

    @AfterAll
    void stop() {
        vectors.close();
        standIn.close();
    }

    /** @param provider the members that say where the vectors come from; PORT is its port */
    private RunningGateway gateway(String provider, String embeddings) {
        return RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  embeddings: { %s }
                  providers:
                    good: { dialect: openai, base-url: "%s/v1", api-key: theirs }
                    vec: { %s }
                spring.cloud.gateway.server.webflux.routes:
                - id: open
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ { name: AiCache, args: { semantic: on } } ]
                - id: shadow
                  uri: ai://good
                  predicates: [ "Path=/shadow/v1/**" ]
                  filters: [ StripPrefix=1, { name: AiCache, args: { semantic: shadow } } ]
                """.formatted(
                        embeddings, standIn.baseUrl(), provider.replace("PORT", Integer.toString(vectors.port()))));
    }

    private static Answer ask(RunningGateway gateway, String text, String... headers) {
        Answer answer =
                RawHttp.post(gateway.port(), Way.OPENAI.path(), Way.OPENAI.body(text, /* stream= */ false), headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai | /o/v1 | /o/v1/embeddings | authorization: Bearer vk | \"dimensions\":3 | "
                        + "{\"data\":[{\"index\":0,\"embedding\":[3,0,4]}]}",
                "gemini | /g | /g/v1beta/models/e:embedContent | x-goog-api-key: vk | \"outputDimensionality\":3 | "
                        + "{\"embedding\":{\"values\":[3,0,4]}}",
                "cohere | /c | /c/v2/embed | authorization: Bearer vk | \"output_dimension\":3 | "
                        + "{\"id\":\"x\",\"embeddings\":{\"float\":[[3,0,4]]},\"texts\":[\"t\"]}",
                "ollama | /l | /l/api/embed | authorization: Bearer vk | \"dimensions\":3 | "
                        + "{\"model\":\"e\",\"embeddings\":[[3,0,4]]}"
            })
    void provider_ofAnyDialect_makesVectors(
            String dialect, String base, String path, String credential, String dimensions, String told) {
        vectors.play(path, Script.json(200, told));
        String provider = "dialect: " + dialect + ", base-url: \"http://127.0.0.1:PORT" + base + "\", api-key: vk";
        try (RunningGateway gateway =
                gateway(provider, "model: vec/e, threshold: 0.9, dimensions: 3, shortened: true")) {
            Encoder encoder = gateway.bean(Encoder.class);
            float[] vector =
                    Objects.requireNonNull(encoder.encode(ASKED).block()).vector();

            assertThat(vector).containsExactly(new float[] {0.6f, 0f, 0.8f}, within(1e-6f));
            assertThat(encoder.model()).isEqualTo("vec/e/3");
            SeenRequest seen = last(path);
            assertThat(seen.headers()).anyMatch(credential::equalsIgnoreCase);
            assertThat(seen.text()).contains(ASKED, dimensions);
        }
    }

    private SeenRequest last(String path) {
        List<SeenRequest> seen = vectors.requests().stream()
                .filter(request -> request.uri().equals(path))
                .toList();
        return seen.get(seen.size() - 1);
    }

    @Test
    void question_inOtherWords_hasTheAnswer_byTheProvidersVectors() {
        vectors.play("/same/v1/embeddings", Script.json(200, OPENAI));
        try (RunningGateway gateway = gateway(
                "dialect: openai, base-url: \"http://127.0.0.1:PORT/same/v1\", api-key: vk",
                "model: vec/e, threshold: 0.82, dimensions: 3")) {
            ask(gateway, ASKED);
            await().untilAsserted(() -> {
                Answer alike = ask(gateway, ALIKE, "x-ai-cache-threshold: 0.9");
                assertThat(alike.header("x-ai-cache")).isEqualTo("semantic");
                assertThat(Double.parseDouble(String.valueOf(alike.header("x-ai-cache-score"))))
                        .isCloseTo(1, within(0.001));
            });
            assertThat(ask(gateway, "What is the capital of Spain?").header("x-ai-cache"))
                    .isEqualTo("miss"); // as near as can be, but the rules speak against it
            assertThat(gateway.bean(Tally.class).shadow().lowest()).isEqualTo(0.72);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/refuses/v1 | FAILED",
                "/silent/v1 | TOO_LONG",
                "/none/v1 | FAILED",
                "/words/v1 | FAILED",
                "/nulls/v1 | FAILED",
                "/short/v1 | FAILED"
            })
    void provider_thatFails_isAMiss_andTheAnswerIsLive(String base, NotEncoded.Reason reason) {
        vectors.play("/refuses/v1/embeddings", Script.json(429, "{\"error\":{\"message\":\"slow down\"}}"));
        vectors.play("/silent/v1/embeddings", Script.silence());
        vectors.play("/none/v1/embeddings", Script.json(200, "{\"data\":[]}"));
        vectors.play("/words/v1/embeddings", Script.json(200, OPENAI.replace("[3,0,4]", "[\"a\",\"b\"]")));
        vectors.play("/nulls/v1/embeddings", Script.json(200, OPENAI.replace("[3,0,4]", "[0,0,0]")));
        vectors.play("/short/v1/embeddings", Script.json(200, OPENAI.replace("[3,0,4]", "[3,4]")));
        try (RunningGateway gateway = gateway(
                "dialect: openai, base-url: \"http://127.0.0.1:PORT" + base + "\", api-key: vk",
                "model: vec/e, threshold: 0.82, dimensions: 3, budget: 150ms")) {
            assertThatThrownBy(() -> gateway.bean(Encoder.class).encode(ASKED).block())
                    .asInstanceOf(InstanceOfAssertFactories.type(NotEncoded.class))
                    .extracting(NotEncoded::reason)
                    .isEqualTo(reason);
            assertThat(ask(gateway, ASKED).header("x-ai-cache")).isEqualTo("miss");
            assertThat(ask(gateway, ALIKE).header("x-ai-cache")).isEqualTo("miss");
            assertThat(ask(gateway, ASKED).header("x-ai-cache")).isEqualTo("hit");
        }
    }

    @Test
    void moreTexts_thanMayBeUnderWay_haveNoVector() {
        vectors.play("/full/v1/embeddings", Script.silence());
        try (RunningGateway gateway = gateway(
                "dialect: openai, base-url: \"http://127.0.0.1:PORT/full/v1\", api-key: vk",
                "model: vec/e, threshold: 0.82, dimensions: 3, budget: 30s, queue: 1")) {
            Encoder encoder = gateway.bean(Encoder.class);
            var first = encoder.encode(ASKED).subscribe();
            assertThatThrownBy(() -> encoder.encode(ALIKE).block())
                    .asInstanceOf(InstanceOfAssertFactories.type(NotEncoded.class))
                    .extracting(NotEncoded::reason)
                    .isEqualTo(NotEncoded.Reason.QUEUE_FULL);
            first.dispose();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model: vec/e                    | ai.gateway.embeddings.threshold: null (expected: 0.5 to 1",
                "model: vec/e, threshold: 0.3    | ai.gateway.embeddings.threshold: 0.3 (expected: 0.5 to 1",
                "threshold: 0.9                  | ai.gateway.embeddings.model:",
                "model: vec/e, threshold: 0.9 | ai.gateway.embeddings.dimensions: 0 (expected: 1 to 8192",
                "model: claude/e, threshold: 0.9, dimensions: 3 | ai.gateway.embeddings.model: provider claude: it does no embeddings",
                "model: vec/, threshold: 0.9, dimensions: 3 | ai.gateway.embeddings.model: model: vec/ (expected: provider/model)",
                "model: vex/e, threshold: 0.9, dimensions: 3 | ai.gateway.embeddings.model: provider: vex (expected: vec)"
            })
    void settings_thatMakeNoSense_areToldAtTheStart(String embeddings, String told) {
        String more = "dialect: openai, base-url: \"http://127.0.0.1:PORT/v1\", api-key: vk }\n"
                + "    claude: { dialect: anthropic, base-url: \"http://127.0.0.1:PORT\", api-key: vk";
        assertThatThrownBy(() -> gateway(more, embeddings).close()).hasStackTraceContaining(told);
    }
}
