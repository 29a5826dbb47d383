package ai.gateway.autoconfigure;

import ai.gateway.exchange.Operation;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Deployment;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Models that are not spoken to like the rest of their provider's. */
class DeploymentsTest {

    private static final Set<AuthStyle> SIGNED = EnumSet.of(AuthStyle.SIGV4, AuthStyle.OAUTH, AuthStyle.ENTRA);
    private static final String CLOUDS = """
            ai.gateway.providers:
              vertex: { project: p, location: us-central1 }
              bedrock: { region: eu-west-1 }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            vertex  | gemini-2.5-pro             | openai    | CHAT         | gemini
            vertex  | claude-opus-4-5@20251101   | openai    | CHAT         | anthropic
            vertex  | claude-opus-4-5@20251101   | anthropic | COUNT_TOKENS | anthropic
            vertex  | claude-opus-4-5@20251101   | anthropic | EMBEDDINGS   | -
            vertex  | meta/llama-4               | anthropic | CHAT         | openai
            vertex  | google/gemini-2.5-pro      | gemini    | CHAT         | openai
            vertex  | tunedModels/mine           | gemini    | CHAT         | gemini
            vertex  | text-embedding-005         | gemini    | EMBEDDINGS   | -
            bedrock | anthropic.claude-v2        | anthropic | CHAT         | anthropic
            bedrock | eu.anthropic.claude-x-v1:0 | anthropic | CHAT         | anthropic
            bedrock | arn:aws:bedrock:eu-west-1:1:inference-profile/eu.anthropic.claude-x-v1:0 | anthropic | CHAT | anthropic
            bedrock | arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-v2 | anthropic | CHAT | anthropic
            bedrock | anthropic.claude-v2        | openai    | CHAT         | -
            bedrock | anthropic.claude-v2        | anthropic | COUNT_TOKENS | -
            bedrock | amazon.nova-lite-v1:0      | anthropic | CHAT         | -
            """)
    void deployment_ofTheClouds_isChosenByModelClientAndOperation(
            String name, String model, String client, Operation operation, @Nullable String dialect) {
        Provider provider = catalogue(CLOUDS).get(name);

        Deployment deployment = provider.deployment(model, client, operation);

        assertThat(
                        deployment == null
                                ? null
                                : deployment
                                        .provider()
                                        .bases()
                                        .keySet()
                                        .iterator()
                                        .next())
                .isEqualTo(dialect);
    }

    @ParameterizedTest
    @CsvSource({
        "us-central1, https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1",
        "global, https://aiplatform.googleapis.com/v1/projects/p/locations/global"
    })
    void deployment_claudeOnVertex_isAtItsPublisher(String location, String base) {
        Provider vertex = catalogue("ai.gateway.providers.vertex: { project: p, location: " + location + " }")
                .get("vertex");

        Deployment claude = vertex.deployment("claude-x", "openai", Operation.CHAT);

        assertThat(claude).isNotNull();
        assertThat(claude.hosting()).isNotNull();
        assertThat(claude.provider().endpoint("anthropic", claude.hosting().path(Operation.CHAT, true, "claude-x@1")))
                .isEqualTo(base + "/publishers/anthropic/models/claude-x@1:streamRawPredict");
    }

    @Test
    void resolve_claudeByItsBareName_anthropicGoesBeforeVertex() {
        Catalogue both = catalogue(CLOUDS + "  anthropic: { api-key: k }\n");
        assertThat(both.resolve("claude-x", "openai").provider().name()).isEqualTo("anthropic");
        assertThat(both.resolve("claude-x", "gemini").provider().name()).isEqualTo("anthropic");

        assertThat(catalogue(CLOUDS).resolve("claude-x", "openai").provider().name())
                .isEqualTo("vertex");
    }

    @Test
    void load_deploymentWithoutModels_isSwitchedOff() {
        Provider bedrock =
                catalogue(CLOUDS + "  bedrock.deployments.claude.models: []\n").get("bedrock");

        assertThat(bedrock.deployment("anthropic.claude-v2", "anthropic", Operation.CHAT))
                .isNull();
    }

    @Test
    void load_deploymentOfOnesOwn_isThere() {
        Provider mine = catalogue("""
                ai.gateway.providers.mine:
                  base-url: https://ml.example.com
                  dialect: openai
                  deployments:
                    llama:
                      models: "llama-*"
                      dialect: ollama
                      place: side/ollama
                """).get("mine");

        Deployment llama = mine.deployment("llama-3", "openai", Operation.EMBEDDINGS);

        assertThat(llama).isNotNull();
        assertThat(llama.hosting()).isNull();
        assertThat(llama.provider().bases().get("ollama")).hasToString("https://ml.example.com/side/ollama");
        assertThat(mine.deployment("qwen", "openai", Operation.CHAT)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            models: x                       | d.dialect: missing (expected: one of openai, responses, anthropic, gemini, bedrock, cohere, ollama)
            dialect: gemini                 | d.place: missing (expected: where it speaks gemini)
            dialect: gemni                  | d.dialect: gemni (expected: one of openai, responses, anthropic, gemini, bedrock, cohere, ollama)
            hosting.pats.chat: x            | d.hosting.pats.chat: unknown (expected: paths), in Byte array resource [application.yml] - 1:73
            """)
    void load_mistake_isTold(String written, String message) {
        String yaml =
                "ai.gateway.providers.mine: { base-url: 'http://x', dialect: openai, deployments.d." + written + " }";

        assertThatThrownBy(() -> catalogue(yaml))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("ai.gateway.providers.mine.deployments." + message.replaceAll(", in .*", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bedrock: { region: r, access-key-id: a }                      | secret-access-key or the environment variable AWS_SECRET_ACCESS_KEY
            bedrock: { region: r, secret-access-key: a }                  | access-key-id or the environment variable AWS_ACCESS_KEY_ID
            bedrock: { base-url: 'http://x' }                             | region or the environment variable AWS_REGION or AWS_DEFAULT_REGION
            azure: { resource: r }                                        | api-key or the environment variable AZURE_OPENAI_API_KEY or AZURE_API_KEY, or tenant-id, client-id and client-secret, or federated-token-file, or managed-identity
            azure: { resource: r, tenant-id: t, client-id: c }            | api-key or the environment variable AZURE_OPENAI_API_KEY or AZURE_API_KEY, or tenant-id, client-id and client-secret, or federated-token-file, or managed-identity
            """)
    void load_halfACredential_saysWhatLacks(String written, String lacks) {
        String name = written.substring(0, written.indexOf(':'));

        Provider provider = catalogue("ai.gateway.providers." + written).get(name);

        assertThat(provider.obstacle()).isEqualTo("set ai.gateway.providers." + name + "." + lacks);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bedrock: { region: r }                                                   | SIGV4
            bedrock: { region: r, access-key-id: a, secret-access-key: s }           | SIGV4
            bedrock: { region: r, api-key: k, access-key-id: a }                     | BEARER
            vertex: { project: p }                                                   | OAUTH
            vertex: { project: p, access-token: t, credentials-file: f }             | BEARER
            azure: { resource: r, managed-identity: true }                           | ENTRA
            azure: { resource: r, tenant-id: t, client-id: c, client-secret: s }     | ENTRA
            azure: { resource: r, tenant-id: t, client-id: c, federated-token-file: f } | ENTRA
            azure: { resource: r, api-key: k, managed-identity: true }               | API_KEY
            """)
    void load_credential_plainKeyWins(String written, AuthStyle style) {
        Provider provider =
                catalogue("ai.gateway.providers." + written).get(written.substring(0, written.indexOf(':')));

        assertThat(provider.obstacle()).isNull();
        assertThat(provider.auth()).isEqualTo(style);
    }

    private static Catalogue catalogue(String yaml) {
        return Configured.by(yaml, Map.of(), SIGNED).catalogue();
    }
}
