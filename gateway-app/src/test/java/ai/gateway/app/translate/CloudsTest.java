package ai.gateway.app.translate;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.FinishReason;
import ai.gateway.testing.Answer;
import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.ServiceAccount;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients of all dialects at models that the three clouds serve, each with the credentials that it wants. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudsTest {

    private static final String CLAUDE_ON_BEDROCK = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private static final String CLAUDE_ON_VERTEX = "claude-sonnet-4-5@20250929";

    private JudgingUpstream clouds;
    private RunningGateway gateway;

    /** Who asks for what, and how the answer is to come. */
    record Way(String client, String model, Streaming streaming) {

        @Override
        public String toString() {
            return client + " -> " + model + ", " + streaming;
        }
    }

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        clouds = Clouds.start();
        Path account = ServiceAccount.create().file(dir, clouds.url() + "/gcp/token");
        gateway = RunningGateway.start(
                GatewayApp.class, """
                clouds: %s
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    vertex: { base-url: "${clouds}/gcp", project: p, location: us-central1, credentials-file: "%s" }
                    bedrock: { base-url: "${clouds}/aws", region: eu-west-1, access-key-id: %s, secret-access-key: "%s" }
                    azure: { base-url: "${clouds}/azure", tenant-id: the-tenant, client-id: c, client-secret: sesame, authority: "${clouds}" }
                    keyed: { base-url: "${clouds}/aws", dialect: bedrock, auth: sigv4, api-key: bedrock-key, region: eu-west-1, access-key-id: x, secret-access-key: x }
                    wrong: { base-url: "${clouds}/azure", dialect: openai, auth: entra, tenant-id: the-tenant, client-id: c, client-secret: hush, authority: "${clouds}", scope: s }
                    forged: { base-url: "${clouds}/aws", dialect: bedrock, auth: sigv4, region: eu-west-1, access-key-id: %s, secret-access-key: hush }
                """.formatted(clouds.url(), account, Clouds.KEY_ID, Clouds.SECRET, Clouds.KEY_ID));
    }

    @AfterAll
    void stop() {
        gateway.close();
        clouds.close();
    }

    Stream<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (String client : List.of("openai", "responses", "anthropic", "gemini", "bedrock")) {
            for (String model : List.of(
                    "vertex/gemini-2.5-flash",
                    "vertex/" + CLAUDE_ON_VERTEX,
                    "vertex/meta/llama-4-maverick",
                    "bedrock/" + CLAUDE_ON_BEDROCK,
                    "keyed/amazon.nova-lite-v1:0",
                    "azure/gpt-5.4")) {
                if (client.equals("responses") && model.startsWith("azure/")) {
                    continue; // it speaks that itself
                }
                ways.add(new Way(client, model, Streaming.WHOLE));
                ways.add(new Way(client, model, Streaming.PIECES_AND_USAGE));
            }
        }
        return ways.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_anyModel_isAnsweredInTheClientsDialect(Way way) {
        Answered answered = new Asking(gateway.bean(Dialects.class).get(way.client()), gateway.port())
                .ask(Asking.chat(way.client(), way.streaming(), way.model(), "Hello", List.of()));

        assertThat(answered.status()).as(answered.came().text()).isEqualTo(200);
        assertThat(answered.text()).isEqualTo(Clouds.SAID);
        assertThat(answered.broken()).isFalse();
        assertThat(answered.answer().choices().get(0).finish()).isEqualTo(FinishReason.STOP);
        assertThat(answered.answer().usage().prompt()).isEqualTo(3);
        assertThat(answered.answer().usage().output()).isEqualTo(2);
    }

    /** What Converse cannot say arrives, byte for byte but for what the cloud wants otherwise. */
    @ParameterizedTest
    @CsvSource({"false, invoke", "true, invoke-with-response-stream"})
    void messages_toClaudeOnBedrock_bodyAndAnswerPassUnchanged(boolean stream, String verb) {
        Answer answer = RawHttp.post(
                gateway.port(),
                "/v1/messages",
                "{\"model\":\"bedrock/" + CLAUDE_ON_BEDROCK + "\", \"stream\":" + stream
                        + ", \"max_tokens\":9, \"messages\":[],  \"brand_new\":{\"a\":[1]} }",
                "anthropic-version: 2023-06-01",
                "anthropic-beta: context-1m-2025-08-07, new-beta",
                "anthropic-beta: new-beta");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(clouds.last().uri()).isEqualTo("/aws/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/" + verb);
        assertThat(clouds.last().text())
                .isEqualTo("{\"max_tokens\":9, \"messages\":[],  \"brand_new\":{\"a\":[1]},"
                        + "\"anthropic_version\":\"bedrock-2023-05-31\","
                        + "\"anthropic_beta\":[\"context-1m-2025-08-07\",\"new-beta\"] }");
        assertThat(clouds.last().header("anthropic-beta")).isNull();
        if (stream) {
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream");
            assertThat(answer.body()).isEqualTo(Clouds.events());
        } else {
            assertThat(answer.text()).contains("\"new\":{\"field\":1}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bedrock/" + CLAUDE_ON_BEDROCK + ", /throttle, Too many tokens",
        "vertex/" + CLAUDE_ON_VERTEX + ", /quota, Quota exceeded"
    })
    void messages_cloudRefuses_isToldInTheClientsDialect(String model, String prompt, String message) {
        Answer answer = messages(model, prompt, false);

        assertThat(answer.status()).isEqualTo(429);
        Json body = Json.parse(answer.body());
        assertThat(body.get("type").text()).isEqualTo("error");
        assertThat(body.get("error").get("type").text()).isEqualTo("rate_limit_error");
        assertThat(body.get("error").get("message").text()).isEqualTo(message);
    }

    /** A signature is of the whole body, and such a body is not read. */
    @Test
    void upload_toAProviderThatWantsASignature_isRefusedInWords() {
        Answer answer;
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            answer = client.send(RawHttp.request(
                            "POST",
                            "/model/bedrock%2Fx/invoke-with-bidirectional-stream",
                            new byte[9],
                            "Content-Type: text/plain"))
                    .readAnswer();
        }

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("wants a signed body");
    }

    @Test
    void messages_bedrockFailsInMidStream_clientGetsAnErrorEventAndIsCutOff() {
        Answer answer = messages("bedrock/" + CLAUDE_ON_BEDROCK, "/exception", true);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains(Clouds.SAID, "event: error\n", "Slow down", "rate_limit_error")
                .doesNotContain("message_stop");
        assertThat(answer.ending()).isNotEqualTo(RawHttp.Ending.CLEAN_END);
    }

    @Test
    void countTokens_ofClaudeOnVertex_areCountedThere() {
        Answer answer = RawHttp.post(
                gateway.port(),
                "/v1/messages/count_tokens",
                "{\"model\":\"vertex/" + CLAUDE_ON_VERTEX + "\",\"messages\":[]}",
                "anthropic-version: 2023-06-01");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"input_tokens\":7}");
    }

    /** Clients that were made for Vertex name a project; it is the gateway's that counts. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/projects/x/locations/y/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict       | false
            /v1/projects/x/locations/y/publishers/anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict | true
            """)
    void rawPredict_ofVertexOwnClient_goesToTheGatewaysProject(String path, boolean stream) {
        Answer answer = RawHttp.post(
                gateway.port(),
                path,
                "{\"anthropic_version\":\"x\",\"max_tokens\":9,\"messages\":[],\"stream\":" + stream + "}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(clouds.last().uri()).startsWith(Clouds.VERTEX + "/publishers/anthropic/models/");
    }

    /** So do clients of the Gemini API and of Vertex. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            /v1beta/models/vertex%2Fgemini-2.5-flash:generateContent?key=mine                                              | generateContent
            /v1/models/vertex/gemini-2.5-flash:streamGenerateContent?alt=sse&key=mine                                      | streamGenerateContent?alt=sse
            /v1beta/models/vertex/gemini-2.5-flash:streamGenerateContent                                                   | streamGenerateContent
            /v1beta1/projects/x/locations/y/publishers/google/models/gemini-2.5-flash:generateContent                      | generateContent
            /v1/projects/x/locations/y/publishers/google/models/gemini-2.5-flash:streamGenerateContent?%24alt=json&alt=sse | streamGenerateContent?alt=sse
            """)
    void generateContent_ofGeminisOwnPaths_reachesVertexUnchanged(String path, String verb) {
        String body = "{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}],  \"brandNew\":1}";
        Answer answer = RawHttp.post(gateway.port(), path, body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(clouds.last().uri()).isEqualTo(Clouds.VERTEX + "/publishers/google/models/gemini-2.5-flash:" + verb);
        assertThat(clouds.last().text()).isEqualTo(body);
    }

    @Test
    void invoke_ofBedrocksOwnClient_isSignedAnew() {
        Answer answer = RawHttp.post(
                gateway.port(),
                "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke",
                "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":9,\"messages\":[]}",
                "Authorization: AWS4-HMAC-SHA256 Credential=theirs",
                "x-amz-date: 20200101T000000Z",
                "x-amz-security-token: theirs");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(clouds.last().headers()).noneMatch(header -> header.contains("theirs"));
    }

    @ParameterizedTest
    @CsvSource({"wrong/gpt, no credential for it", "forged/amazon.nova, refused the gateway's credential"})
    void ask_credentialIsWorthNothing_clientIsToldWithoutASecret(String model, String what) {
        Answer answer = messages(model, "Hello", false);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(Json.parse(answer.body()).get("type").text()).isEqualTo("error");
        assertThat(answer.text()).contains(what).doesNotContain("hush");
    }

    private Answer messages(String model, String prompt, boolean stream) {
        return RawHttp.post(
                gateway.port(),
                "/v1/messages",
                "{\"model\":\"" + model + "\",\"max_tokens\":9,\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]}",
                "anthropic-version: 2023-06-01");
    }
}
