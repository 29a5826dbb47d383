package ai.gateway.pipeline;

import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients of Azure's deployments, whose path names the model, at providers that want it there or in the body. */
class DeploymentPathsTest {

    private static final String DEPLOYMENT = "/openai/deployments/d/chat/completions?api-version=2024-10-21";
    private static final List<String> PROVIDERS = List.of("azure", "openai", "dated", "fixed", "auto", "bare");

    private static FaultUpstream upstream;
    private static RunningGateway gateway;

    @EnableAutoConfiguration
    static class App {}

    @BeforeAll
    static void start() {
        upstream = FaultUpstream.start();
        upstream.playEverywhere(Script.json(200, "{}"));
        StringBuilder yaml = new StringBuilder("""
                upstream: http://127.0.0.1:%d
                ai.gateway:
                  models: { alias: other, dep: "azure/mapped" }
                  providers:
                    azure: { base-url: "${upstream}", api-key: k-azure, models: { mine: theirs } }
                    openai: { base-url: "${upstream}/oai/v1", api-key: k-openai }
                    bare: { base-url: "${upstream}/bare", dialect: openai, api-key: k }
                    dated:
                      base-url: "${upstream}"
                      dialects: { openai: openai/deployments, responses: openai }
                      auth: api-key
                      api-key: k-dated
                      query: { api-version: 2024-06-01 }
                      models: { mine: "my d/1" }
                    fixed: { base-url: "${upstream}/openai/deployments/one", dialect: openai, api-key: k }
                spring.cloud.gateway.server.webflux.routes:
                """.formatted(upstream.port()));
        for (String provider : PROVIDERS) {
            yaml.append("- { id: %1$s, uri: 'ai://%1$s', predicates: [ 'Header=to, %1$s' ] }%n".formatted(provider));
        }
        yaml.append("""
                - id: mapped
                  uri: ai://openai
                  predicates: [ "Header=to, mapped" ]
                  filters: [ "AiModelMap=d=gpt-5" ]
                - id: ordinary
                  uri: ${upstream}
                  predicates: [ "Header=to, ordinary" ]
                  filters: [ "AiTranslate=openai" ]
                """);
        gateway = RunningGateway.start(App.class, yaml.toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            azure    | d      | /openai/v1/chat/completions?api-version=preview                       | d
            azure    | mine   | /openai/v1/chat/completions?api-version=preview                       | theirs
            azure    | alias  | /openai/v1/chat/completions?api-version=preview                       | other
            openai   | d      | /oai/v1/chat/completions                                              | d
            openai   | a%22b  | /oai/v1/chat/completions                                              | a\\"b
            mapped   | d      | /oai/v1/chat/completions                                              | gpt-5
            bare     | d      | /bare/chat/completions                                                | d
            auto     | gpt-4o | /oai/v1/chat/completions                                              | gpt-4o
            auto     | dep    | /openai/v1/chat/completions?api-version=preview                       | mapped
            auto     | azure%2Fx | /openai/v1/chat/completions?api-version=preview                    | x
            fixed    | d      | /openai/deployments/one/chat/completions?api-version=2024-10-21       | d
            """)
    void deploymentPath_providerThatWantsTheModelInTheBody_getsItThereAndNoVersionByDate(
            String to, String deployment, String uri, String model) {
        String path = "/openai/deployments/" + deployment + "/chat/completions?api-version=2024-10-21";

        SeenRequest seen = sent(to, path, "{ \"messages\": [ ]}");

        assertThat(seen.uri()).isEqualTo(uri);
        assertThat(seen.text()).isEqualTo("{ \"messages\": [ ],\"model\":\"" + model + "\"}");
        assertThat(seen.header("content-length")).isEqualTo(Integer.toString(seen.body().length));
    }

    /** The path is what was asked for and checked; a body that says another thing must not win behind the gateway. */
    @Test
    void deploymentPath_bodyNamesAnotherModel_pathWins() {
        SeenRequest seen = sent("openai", DEPLOYMENT, "{\"model\":\"forbidden\", \"messages\":[]}");

        assertThat(seen.text()).isEqualTo("{\"model\":\"d\", \"messages\":[]}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            dated    | /openai/deployments/d/chat/completions?api-version=2024-10-21 | /openai/deployments/d/chat/completions?api-version=2024-10-21
            dated    | /openai/deployments/d/chat/completions                        | /openai/deployments/d/chat/completions?api-version=2024-06-01
            dated    | /openai/deployments/mine/chat/completions                     | /openai/deployments/my%20d%2F1/chat/completions?api-version=2024-06-01
            dated    | /openai/deployments/d/embeddings?x=1                          | /openai/deployments/d/embeddings?x=1&api-version=2024-06-01
            ordinary | /openai/deployments/d/chat/completions?api-version=2024-10-21 | /openai/deployments/d/chat/completions?api-version=2024-10-21
            """)
    void deploymentPath_providerOfDeployments_bodyPassesByteForByte(String to, String path, String uri) {
        String body = "{ \"messages\":[ ], \"input\":\"x\"}";

        SeenRequest seen = sent(to, path, body);

        assertThat(seen.uri()).isEqualTo(uri);
        assertThat(seen.text()).isEqualTo(body);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            dated  | /v1/chat/completions                            | /openai/deployments/m%2F1/chat/completions?api-version=2024-06-01
            azure  | /v1/chat/completions                            | /openai/v1/chat/completions?api-version=preview
            azure  | /openai/v1/chat/completions?api-version=v1      | /openai/v1/chat/completions?api-version=preview
            azure  | /openai/responses?api-version=2025-03-01-preview | /openai/v1/responses?api-version=preview
            azure  | /v1/chat/completions?x-api-version=7            | /openai/v1/chat/completions?x-api-version=7&api-version=preview
            dated  | /openai/responses?api-version=2025-03-01-preview | /openai/responses?api-version=2025-03-01-preview
            openai | /openai/responses?api%2Dversion=2025-03-01&a=b  | /oai/v1/responses?a=b
            openai | /models/chat/completions?api-version=2024-05-01 | /oai/v1/chat/completions
            bare   | /models/chat/completions?api-version=2024-05-01 | /bare/chat/completions?api-version=2024-05-01
            bare   | /v1/chat/completions?k%65y=secret&a             | /bare/chat/completions?a
            """)
    void modelInTheBody_anyProvider_bodyPassesByteForByte(String to, String path, String uri) {
        String body = "{\"model\": \"m/1\", \"messages\":[ ], \"input\":\"x\"}";

        SeenRequest seen = sent(to, path, body);

        assertThat(seen.uri()).isEqualTo(uri);
        assertThat(seen.text()).isEqualTo(body);
    }

    @Test
    void deploymentPath_form_namesTheModelInAField() {
        String file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n";
        String model = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n%s\r\n";
        String path = "/openai/deployments/d/audio/transcriptions?api-version=2024-10-21";
        String type = "content-type: multipart/form-data; boundary=b";

        assertThat(sent("openai", path, file, type).text()).isEqualTo(model.formatted("d") + file);
        assertThat(sent("openai", path, model.formatted("forbidden") + file, type)
                        .text())
                .isEqualTo(model.formatted("d") + file);
        assertThat(sent("dated", path, file, type).text()).isEqualTo(file);
    }

    @Test
    void deploymentPath_nameThatWouldEndItsField_isRefused() {
        String path = "/openai/deployments/d%0D%0A--b/audio/transcriptions";
        int before = upstream.requests().size();

        Answer answer = post("openai", path, "--b\r\n\r\n--b--\r\n", "content-type: multipart/form-data; boundary=b");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("control characters");
        assertThat(upstream.requests()).hasSize(before);
    }

    @Test
    void deploymentPath_credential_isTheProvidersOwn() {
        assertThat(sent("azure", DEPLOYMENT, "{\"messages\":[]}").header("api-key"))
                .isEqualTo("k-azure");
        SeenRequest openai = sent("openai", DEPLOYMENT, "{\"messages\":[]}");
        assertThat(openai.header("authorization")).isEqualTo("Bearer k-openai");
        assertThat(openai.headers("api-key")).isEmpty();
    }

    private static SeenRequest sent(String to, String path, String body, String... headers) {
        int before = upstream.requests().size();
        Answer answer = post(to, path, body, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return upstream.requests().get(before);
    }

    private static Answer post(String to, String path, String body, String... headers) {
        String type = headers.length > 0 ? headers[0] : "content-type: application/json";
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            return client.send(
                            RawHttp.request("POST", path, body.getBytes(UTF_8), "to: " + to, "api-key: client", type))
                    .readAnswer();
        }
    }
}
