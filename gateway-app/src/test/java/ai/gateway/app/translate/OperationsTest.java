package ai.gateway.app.translate;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Operations other than chats: each client dialect, with a provider that speaks only one other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> EMBEDDERS = List.of("openai", "cohere", "gemini", "ollama");

    private StandIn provider;
    private WireMockServer mock;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        provider = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        mock = new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
        mock.start();
        StringBuilder yaml = new StringBuilder("""
                spring.cloud.gateway.server.webflux.routes:
                - id: theirs
                  uri: %s
                  predicates: [ "Path=/theirs/**" ]
                  filters: [ "AiTranslate=anthropic" ]
                - { id: all, uri: "ai://auto", predicates: [ "Path=/v1/**, /v1beta/**, /v2/**, /api/**" ] }
                ai.gateway:
                  stand-in.enabled: off
                  models: { fast: only-openai/m }
                  providers:
                """.formatted(mock.baseUrl()));
        yaml.append(
                OneDialectEach.yaml(provider.baseUrl(), List.of("openai", "anthropic", "gemini", "cohere", "ollama")));
        yaml.append("    mute: { dialect: openai, base-url: '%s/mute', auth: none }%n".formatted(mock.baseUrl()));
        yaml.append("    aws: { dialect: bedrock, base-url: '%s', auth: none }%n".formatted(mock.baseUrl()));
        yaml.append("    google: { dialect: gemini, base-url: '%s', auth: none }%n".formatted(mock.baseUrl()));
        yaml.append("    half: { base-url: '%s', auth: none,".formatted(provider.baseUrl()));
        yaml.append(" dialects: { openai: nowhere, cohere: '.' }, operations: { openai: [ chat ] } }\n");
        yaml.append("    cloud: { dialect: gemini, base-url: '%s', auth: none,".formatted(provider.baseUrl()));
        yaml.append(" deployments: { others: { models: '*/*', dialect: openai, place: v1 } } }\n");
        gateway = RunningGateway.start(GatewayApp.class, yaml.toString());
    }

    @AfterAll
    void stop() {
        gateway.close();
        mock.stop();
        provider.close();
    }

    Stream<List<String>> pairs() {
        List<List<String>> pairs = new ArrayList<>();
        EMBEDDERS.forEach(client -> EMBEDDERS.forEach(spoken -> pairs.add(List.of(client, spoken))));
        return pairs.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void embeddings_ofEveryDialect_areTheSameVectors(List<String> pair) {
        JsonNode answer = embed(pair.get(0), "only-" + pair.get(1) + "/m", "eins", "zwei");
        JsonNode direct = embed(pair.get(0), "only-" + pair.get(0) + "/m", "eins", "zwei");
        assertThat(vectors(pair.get(0), answer)).hasSize(2).isEqualTo(vectors(pair.get(0), direct));
    }

    @ParameterizedTest
    @ValueSource(strings = {"only-cohere/m", "only-gemini/m", "only-ollama/m", "only-openai/m"})
    void embeddings_packed_areTheSameNumbers(String model) {
        String asked = "{\"model\":\"%s\",\"input\":\"eins\",\"encoding_format\":\"base64\"}".formatted(model);
        JsonNode packed = json(post("/v1/embeddings", asked), 200).at("/data/0/embedding");
        JsonNode plain = embed("openai", model, "eins", "zwei").at("/data/0/embedding");
        ByteBuffer floats = ByteBuffer.wrap(Base64.getDecoder().decode(packed.stringValue()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (JsonNode number : plain) {
            assertThat(floats.getFloat()).isEqualTo(number.floatValue());
        }
        assertThat(floats.hasRemaining()).isFalse();
    }

    @Test
    void embeddings_ofOneContent_areOneVector() {
        String path = "/v1beta/models/only-cohere/m:embedContent";
        JsonNode answer = json(post(path, "{\"content\":{\"parts\":[{\"text\":\"eins\"}]}}"), 200);
        assertThat(answer.at("/embedding/values").size()).isPositive();
        JsonNode older = json(post("/api/embeddings", "{\"model\":\"only-openai/m\",\"prompt\":\"eins\"}"), 200);
        assertThat(older.path("embedding")).isEqualTo(answer.at("/embedding/values"));
    }

    @Test
    void embeddings_whatCannotBeSaid_isToldOrRefused() {
        Answer told = post(
                "/v1/embeddings",
                "{\"model\":\"only-ollama/m\",\"input\":\"eins\",\"input_type\":\"query\",\"user\":\"u\"}");
        assertThat(told.header("x-ai-dropped")).isEqualTo("input_type, user");
        Answer refused = post("/v1/embeddings", "{\"model\":\"only-cohere/m\",\"input\":[[1,2],[3]]}");
        assertThat(json(refused, 400).at("/error/message").stringValue()).contains("tokens", "texts");
        Answer types =
                post("/v2/embed", "{\"model\":\"only-openai/m\",\"texts\":[\"eins\"],\"embedding_types\":[\"int8\"]}");
        assertThat(json(types, 400).path("message").stringValue()).contains("float or base64");
        Answer wrong = post("/v1/embeddings", "{\"model\":\"only-cohere/m\",\"input\":[\"eins\",{}]}");
        assertThat(json(wrong, 400).at("/error/param").stringValue()).isEqualTo("/input/1");
    }

    @ParameterizedTest
    @CsvSource({
        "amazon.titan-embed-text-v2:0, '{\"inputText\":\"eins\",\"dimensions\":256}'"
                + ", '{\"embedding\":[0.25,-1],\"inputTextTokenCount\":3}', 3",
        "cohere.embed-v4:0, '{\"texts\":[\"eins\"],\"input_type\":\"search_document\",\"output_dimension\":256"
                + ",\"embedding_types\":[\"float\"]}', '{\"embeddings\":{\"float\":[[0.25,-1]]}}', 0",
        "amazon.nova-2-multimodal-embeddings-v1:0, '{\"taskType\":\"SINGLE_EMBEDDING\",\"singleEmbeddingParams\":"
                + "{\"embeddingPurpose\":\"GENERIC_INDEX\",\"embeddingDimension\":256,\"text\":"
                + "{\"truncationMode\":\"END\",\"value\":\"eins\"}}}'"
                + ", '{\"embeddings\":[{\"embeddingType\":\"TEXT\",\"embedding\":[0.25,-1]}]}', 0",
    })
    void embeddings_onBedrock_areWhatTheModelTakes(String model, String body, String answer, int tokens) {
        String path = "/model/" + model.replace(":", "%3A") + "/invoke";
        mock.stubFor(WireMock.post(urlEqualTo(path))
                .withRequestBody(equalToJson(body))
                .willReturn(okJson(answer)));
        String asked = "{\"model\":\"aws/%s\",\"input\":\"eins\",\"dimensions\":256}".formatted(model);
        JsonNode embedded = json(post("/v1/embeddings", asked), 200);
        assertThat(embedded.at("/data/0/embedding").toString()).isEqualTo("[0.25,-1]");
        assertThat(embedded.at("/usage/prompt_tokens").intValue()).isEqualTo(tokens);
    }

    @Test
    void embeddings_providerFails_clientIsToldInItsDialect() {
        Answer limited = post("/v1/embeddings", "{\"model\":\"only-ollama/m\",\"input\":\"/error 429 slow down\"}");
        assertThat(json(limited, 429).at("/error/message").stringValue()).contains("slow down");
        assertThat(limited.header("retry-after")).isEqualTo("1");

        invoke("amazon.titan-embed-a", okJson("{\"embedding\":null}"));
        Answer none = post("/v1/embeddings", "{\"model\":\"aws/amazon.titan-embed-a\",\"input\":\"eins\"}");
        assertThat(json(none, 502).at("/error/message").stringValue()).contains("0 embeddings of 1 inputs");

        invoke(
                "amazon.titan-embed-b",
                aResponse().withHeader("Content-Type", "text/event-stream").withBody("data: {}\n\n"));
        Answer stream = post("/v1/embeddings", "{\"model\":\"aws/amazon.titan-embed-b\",\"input\":\"eins\"}");
        assertThat(json(stream, 502).at("/error/message").stringValue()).contains("a stream");
    }

    private void invoke(String model, ResponseDefinitionBuilder answer) {
        mock.stubFor(WireMock.post(urlEqualTo("/model/" + model + "/invoke")).willReturn(answer));
    }

    @ParameterizedTest
    @CsvSource({"/v1/rerank, only-cohere", "/v2/rerank, only-openai", "/v1/rerank, half", "/v2/rerank, only-cohere"})
    void rerank_betweenDialects_isTheSameOrder(String path, String spoken) {
        String asked = """
                {"model":"%s/m","query":"red apples","documents":["green grass","red apples taste","blue"],"top_n":2}
                """.formatted(spoken);
        JsonNode answer = json(post(path, asked), 200);
        assertThat(answer.path("results").size()).isEqualTo(2);
        assertThat(answer.at("/results/0/index").intValue()).isEqualTo(1);
        assertThat(answer.at("/results/0/relevance_score").doubleValue()).isPositive();
    }

    @Test
    void rerank_documentsWanted_comeBackAsTheyWereSent() {
        String asked = """
                {"model":"only-cohere/m","query":"red apples","return_documents":true,
                 "documents":["grass",{"text":"red apples","page":7}]}
                """;
        JsonNode answer = json(post("/v1/rerank", asked), 200);
        assertThat(answer.at("/results/0/document").toString()).isEqualTo("{\"text\":\"red apples\",\"page\":7}");
        assertThat(answer.at("/results/1/document").toString()).isEqualTo("{\"text\":\"grass\"}");
        assertThat(answer.path("data")).isEqualTo(answer.path("results"));
    }

    @ParameterizedTest
    @CsvSource({
        "google/imagen-4, /v1beta/models/imagen-4:predict, '{\"instances\":[{\"prompt\":\"a cat\"}],\"parameters\":"
                + "{\"sampleCount\":1,\"aspectRatio\":\"16:9\"}}'"
                + ", '{\"predictions\":[{\"bytesBase64Encoded\":\"AAAA\",\"mimeType\":\"image/png\"}]}', png",
        "google/gemini-image, /v1beta/models/gemini-image:generateContent, '{\"contents\":[{\"role\":\"user\",\"parts\":"
                + "[{\"text\":\"a cat\"}]}],\"generationConfig\":{\"responseModalities\":[\"IMAGE\"],\"imageConfig\":"
                + "{\"aspectRatio\":\"16:9\"}}}', '{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":"
                + "{\"mimeType\":\"image/jpeg\",\"data\":\"AAAA\"}}]}}]}', jpeg",
        "aws/amazon.nova-canvas-v1:0, /model/amazon.nova-canvas-v1%3A0/invoke, '{\"taskType\":\"TEXT_IMAGE\","
                + "\"textToImageParams\":{\"text\":\"a cat\"},\"imageGenerationConfig\":{\"numberOfImages\":1,"
                + "\"width\":1792,\"height\":1024}}', '{\"images\":[\"AAAA\"]}', ''",
        "aws/stability.sd3, /model/stability.sd3/invoke, '{\"prompt\":\"a cat\",\"mode\":\"text-to-image\","
                + "\"aspect_ratio\":\"16:9\"}', '{\"images\":[\"AAAA\"]}', ''",
    })
    void images_ofOtherDialects_areOpenAis(String model, String path, String body, String answer, String format) {
        mock.stubFor(WireMock.post(urlEqualTo(path))
                .withRequestBody(equalToJson(body))
                .willReturn(okJson(answer)));
        String asked = "{\"model\":\"%s\",\"prompt\":\"a cat\",\"size\":\"1792x1024\"%s}";
        JsonNode image = json(post("/v1/images/generations", asked.formatted(model, "")), 200);
        assertThat(image.at("/data/0/b64_json").stringValue()).isEqualTo("AAAA");
        assertThat(image.path("output_format").asString("")).isEqualTo(format);
        JsonNode url =
                json(post("/v1/images/generations", asked.formatted(model, ",\"response_format\":\"url\"")), 200);
        assertThat(url.at("/data/0/url").stringValue())
                .startsWith("data:image/")
                .endsWith(";base64,AAAA");
        Answer streamed = post("/v1/images/generations", asked.formatted(model, ",\"stream\":true"));
        assertThat(json(streamed, 400).at("/error/message").stringValue()).contains("stream");
    }

    @Test
    void speech_ofGemini_isSoundAsTheClientWantsIt() {
        mock.stubFor(WireMock.post(urlEqualTo("/v1beta/models/tts:generateContent"))
                .withRequestBody(equalToJson(
                        "{\"generationConfig\":{\"speechConfig\":{\"voiceConfig\":{\"prebuiltVoiceConfig\":{\"voiceName\":\"Kore\"}}}}}",
                        true,
                        true))
                .willReturn(okJson("{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":"
                        + "\"audio/L16;codec=pcm;rate=24000\",\"data\":\"AQIDBA==\"}}]}}]}")));
        String asked = "{\"model\":\"google/tts\",\"input\":\"hello\",\"voice\":\"Kore\"%s}";
        Answer wav = post("/v1/audio/speech", asked.formatted(""));
        assertThat(wav.header("content-type")).isEqualTo("audio/wav");
        assertThat(wav.body()).hasSize(48).startsWith("RIFF".getBytes(UTF_8)).endsWith(1, 2, 3, 4);
        Answer pcm = post("/v1/audio/speech", asked.formatted(",\"response_format\":\"pcm\""));
        assertThat(pcm.body()).containsExactly(1, 2, 3, 4);
        Answer mp3 = post("/v1/audio/speech", asked.formatted(",\"response_format\":\"mp3\""));
        assertThat(json(mp3, 400).at("/error/message").stringValue()).contains("wav or pcm");
    }

    @Test
    void countTokens_betweenDialects_isCountedThere() {
        String messages =
                "{\"model\":\"only-gemini/m\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
        Answer anthropic = post("/v1/messages/count_tokens", messages);
        assertThat(json(anthropic, 200).path("input_tokens").intValue()).isPositive();
        assertThat(anthropic.header("x-ai-estimated")).isNull();
        assertThat(anthropic.header("x-ai-provider")).isEqualTo("only-gemini");
        String contents = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"one two three\"}]}]}";
        JsonNode gemini = json(post("/v1beta/models/only-anthropic/m:countTokens", contents), 200);
        assertThat(gemini.path("totalTokens").intValue()).isPositive();
    }

    @Test
    void countTokens_nobodyCounts_isEstimated() {
        String messages =
                "{\"model\":\"only-ollama/m\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
        Answer answer = post("/v1/messages/count_tokens", messages);
        assertThat(json(answer, 200).path("input_tokens").intValue()).isBetween(2, 6);
        assertThat(answer.header("x-ai-estimated")).isEqualTo("true");
        String deployed = "{\"model\":\"cloud/%s\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
        assertThat(post("/v1/messages/count_tokens", deployed.formatted("meta/m"))
                        .header("x-ai-estimated"))
                .as("what a model is deployed in counts, not what its provider speaks besides")
                .isEqualTo("true");
        assertThat(post("/v1/messages/count_tokens", deployed.formatted("m")).header("x-ai-estimated"))
                .isNull();
        Answer wrong = post("/v1/messages/count_tokens", "{\"model\":\"only-ollama/m\",\"messages\":7}");
        assertThat(json(wrong, 400).at("/error/message").stringValue()).contains("messages");
    }

    @Test
    void models_ofAllProviders_areOneListInEachDialect() {
        mock.stubFor(get(urlEqualTo("/mute/models")).willReturn(aResponse().withStatus(500)));
        Answer openai = RawHttp.get(gateway.port(), "/v1/models");
        assertThat(ids(json(openai, 200).path("data"), "id"))
                .startsWith("fast")
                .contains(
                        "only-openai/stand-in",
                        "only-anthropic/stand-in",
                        "only-gemini/stand-in",
                        "only-ollama/stand-in:latest");
        assertThat(openai.header("x-ai-untold")).isEqualTo("mute, aws, google");
        Answer anthropic = RawHttp.get(gateway.port(), "/v1/models", "anthropic-version: 2023-06-01");
        assertThat(ids(json(anthropic, 200).path("data"), "id")).contains("only-gemini/stand-in");
        Answer gemini = RawHttp.get(gateway.port(), "/v1beta/models");
        assertThat(ids(json(gemini, 200).path("models"), "name")).contains("models/only-anthropic/stand-in");
        Answer one = RawHttp.get(gateway.port(), "/v1/models/only-gemini%2Fstand-in");
        assertThat(json(one, 200).path("context_window").intValue()).isEqualTo(1_000_000);
        Answer other = RawHttp.get(gateway.port(), "/v1/models/only-gemini/nothing");
        assertThat(json(other, 404).at("/error/code").stringValue()).isEqualTo("model_not_found");
    }

    @Test
    void models_askedAgain_areRemembered() {
        mock.stubFor(get(urlEqualTo("/mute/models")).willReturn(aResponse().withStatus(500)));
        assertThat(RawHttp.get(gateway.port(), "/v1/models").status()).isEqualTo(200);
        int before = mock.countRequestsMatching(
                        getRequestedFor(urlEqualTo("/mute/models")).build())
                .getCount();
        assertThat(RawHttp.get(gateway.port(), "/v1/models").status()).isEqualTo(200);
        mock.verify(before, getRequestedFor(urlEqualTo("/mute/models")));
    }

    @Test
    void ordinaryUri_ofAnotherDialect_isShownTheClientsKeyWhereItLooks() {
        mock.stubFor(WireMock.post(urlEqualTo("/theirs/v1/messages"))
                .willReturn(okJson("{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"c\",\"content\":[],"
                        + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}")));
        String chat = "{\"model\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        Answer answer =
                RawHttp.post(gateway.port(), "/theirs/v1/chat/completions", chat, "Authorization: Bearer sk-mine");
        assertThat(json(answer, 200).path("object").stringValue()).isEqualTo("chat.completion");
        mock.verify(WireMock.postRequestedFor(urlEqualTo("/theirs/v1/messages"))
                .withHeader("x-api-key", equalTo("sk-mine"))
                .withHeader("anthropic-version", equalTo("2023-06-01"))
                .withoutHeader("Authorization"));
    }

    private static List<String> ids(JsonNode list, String name) {
        return list.valueStream().map(model -> model.path(name).stringValue()).toList();
    }

    private JsonNode embed(String client, String model, String... texts) {
        String array = MAPPER.writeValueAsString(texts);
        return switch (client) {
            case "openai" ->
                json(post("/v1/embeddings", "{\"model\":\"%s\",\"input\":%s}".formatted(model, array)), 200);
            case "cohere" -> json(post("/v2/embed", "{\"model\":\"%s\",\"texts\":%s}".formatted(model, array)), 200);
            case "ollama" -> json(post("/api/embed", "{\"model\":\"%s\",\"input\":%s}".formatted(model, array)), 200);
            default ->
                json(
                        post(
                                "/v1beta/models/" + model + ":batchEmbedContents",
                                Stream.of(texts)
                                        .map("{\"content\":{\"parts\":[{\"text\":\"%s\"}]}}"::formatted)
                                        .toList()
                                        .toString()
                                        .transform("{\"requests\":%s}"::formatted)),
                        200);
        };
    }

    private static List<JsonNode> vectors(String client, JsonNode answer) {
        return switch (client) {
            case "openai" ->
                answer.path("data")
                        .valueStream()
                        .map(item -> item.path("embedding"))
                        .toList();
            case "cohere" -> answer.at("/embeddings/float").valueStream().toList();
            case "ollama" -> answer.path("embeddings").valueStream().toList();
            default ->
                answer.path("embeddings")
                        .valueStream()
                        .map(item -> item.path("values"))
                        .toList();
        };
    }

    private Answer post(String path, String json) {
        return RawHttp.post(gateway.port(), path, json);
    }

    private static JsonNode json(Answer answer, int status) {
        assertThat(answer.status()).as(new String(answer.body(), UTF_8)).isEqualTo(status);
        return MAPPER.readTree(answer.body());
    }
}
