package ai.gateway.autoconfigure;

import ai.gateway.exchange.AiException;
import ai.gateway.provider.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InvalidSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai  | {}            | set ai.gateway.providers.openai.api-key or the environment variable OPENAI_API_KEY (auth: none if it needs no key)",
                "azure   | { api-key: k } | set ai.gateway.providers.azure.resource or the environment variable AZURE_OPENAI_RESOURCE or AZURE_RESOURCE_NAME",
                "bedrock | { api-key: k } | set ai.gateway.providers.bedrock.region or the environment variable AWS_REGION or AWS_DEFAULT_REGION",
                "bedrock | { region: r } | set ai.gateway.providers.bedrock.api-key or the environment variable AWS_BEARER_TOKEN_BEDROCK, or add a signer for AWS",
                "groq    | { api-key: k, enabled: false } | set ai.gateway.providers.groq.enabled to true",
            })
    void load_somethingLacks_saysWhatToSet(String name, String written, String obstacle) {
        Catalogue catalogue =
                Configured.by("ai.gateway.providers." + name + ": " + written).catalogue();

        assertThat(catalogue.get(name).obstacle()).isEqualTo(obstacle);
        assertThatThrownBy(() -> catalogue.resolve(name + "/m", "openai"))
                .isInstanceOf(AiException.class)
                .hasMessage("Provider " + name + " cannot be used: " + obstacle + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "providers.opnai.base-ul: x     | ai.gateway.providers.opnai.base-ul: unknown (expected: base-url), in Byte array resource [application.yml] - 1:37",
                "limits.max-request-byts: 1     | ai.gateway.limits.max-request-byts: unknown (expected: max-request-bytes), in Byte array resource [application.yml] - 1:37",
                "limit.max-request-bytes: 1     | ai.gateway.limit.max-request-bytes: unknown (expected: limits), in Byte array resource [application.yml] - 1:37",
                "providrs.openai.api-key: k     | ai.gateway.providrs.openai.api-key: unknown (expected: providers), in Byte array resource [application.yml] - 1:37",
                "providers.openai.api-key.x: k  | ai.gateway.providers.openai.api-key.x: unknown (expected: nothing below ai.gateway.providers.openai.api-key), in Byte array resource [application.yml] - 1:40",
                "providers.openai.api-keys[0].valu: k | ai.gateway.providers.openai.api-keys[0].valu: unknown (expected: value), in Byte array resource [application.yml] - 1:47",
                "providers.opnai.api-key: k     | ai.gateway.providers.opnai.base-url: missing (expected: a URL, or the built-in provider openai)",
                "providers.mine.base-url: 'http://x' | ai.gateway.providers.mine.dialect: missing (expected: one of openai, responses, anthropic, gemini, bedrock, cohere, ollama)",
                "providers.mine.dialect: opnai  | ai.gateway.providers.mine.dialect: opnai (expected: one of openai, responses, anthropic, gemini, bedrock, cohere, ollama)",
                "providers.mine.dialects.opnai: x | ai.gateway.providers.mine.dialects.opnai: unknown (expected: one of openai, responses, anthropic, gemini, bedrock, cohere, ollama)",
                "providers.openai.auth: baerer  | ai.gateway.providers.openai.auth: baerer (expected: one of bearer, x-api-key, x-goog-api-key, api-key, query, none, sigv4, oauth, entra)",
                "providers.openai.base-url: ftp://x | ai.gateway.providers.openai.base-url: ftp://x (expected: an http or https URL with a host)",
                "providers.openai.base-url: 'http://u:hush@x/v1?key=hush' | ai.gateway.providers.openai.base-url: http://***@x/v1?*** (expected: a URL without user, query and fragment)",
                "providers.openai.api-key: '${NOWHERE}' | ai.gateway.providers.openai.api-key: a placeholder without a value (expected: a variable that is set, or \"${NAME:}\")",
                "providers.openai.api-keys[0].weight: -1 | ai.gateway.providers.openai.api-keys[0].weight: -1 (expected: >= 0)",
                "providers.openai.api-keys[0].weight: x | ai.gateway.providers.openai.api-keys[0].weight: x (expected: a number)",
                "providers.Open_AI.base-url: http://x | ai.gateway.providers.Open_AI: Open_AI (expected: a name of small letters, digits and single dashes, not auto)",
                "limits.max-event-bytes: -1     | ai.gateway.limits.max-event-bytes: -1 (expected: 1 to 2147483647)",
                "limits.max-event-bytes: much   | ai.gateway.limits.max-event-bytes: much (expected: a size such as 8MB)",
                "limits.max-json-depth: 0       | ai.gateway.limits.max-json-depth: 0 (expected: > 0)",
                "timeouts.total: 0s             | ai.gateway.timeouts.total: PT0S (expected: > 0)",
                "timeouts.connect: soon         | ai.gateway.timeouts.connect: soon (expected: a duration such as 10s)",
                "response-headers: maybe        | ai.gateway.response-headers: maybe (expected: true or false)",
                "models.a: a                    | ai.gateway.models.a: a is itself an alias (expected: a model, or provider/model)",
            })
    void load_mistake_namesPropertyValueAndExpectation(String line, String message) {
        assertThatThrownBy(() -> Configured.by("ai.gateway." + line))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "ai.gateway.embeddings.model",
        "ai.gateway.ledger.url",
        "ai.gateway.stand-in.port",
        "ai.gateway.edge.x.y",
        "ai.gateway.standIn.port",
        "ai.other"
    })
    void load_sectionsOfOtherRooms_pass(String property) {
        assertThat(Configured.by(property + ": 1").responseHeaders()).isTrue();
    }

    @Test
    void load_variablesThatKubernetesMakes_pass() {
        Map<String, Object> variables = Map.of(
                "AI_GATEWAY_PORT", "tcp://10.0.0.1:80",
                "AI_GATEWAY_SERVICE_HOST", "10.0.0.1",
                "AI_GATEWAY_API_KEY", "k");

        assertThat(Configured.by("", variables).responseHeaders()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ai.gateway.providers.openai.api-key, true",
        "ai.gateway.providers.openai.apiKey, true",
        "ai.gateway.providers.openai.api-keys[3].value, true",
        "ai.gateway.providers.openai.headers.authorization, true",
        "ai.gateway.providers.openai.query.key, true",
        "ai.gateway.providers.bedrock.secret-access-key, true",
        "ai.gateway.providers.vertex.access-token, true",
        "ai.gateway.providers.openai.api-keys[3].weight, false",
        "ai.gateway.providers.openai.base-url, false",
        "ai.gateway.limits.max-event-bytes, false",
    })
    void of_property_showsNoSecret(String property, boolean secret) {
        String message =
                InvalidSettingsException.of(property, "hush", "something else").getMessage();

        assertThat(message).isEqualTo(property + ": " + (secret ? "***" : "hush") + " (expected: something else)");
    }
}
