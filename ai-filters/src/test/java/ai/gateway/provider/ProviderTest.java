package ai.gateway.provider;

import ai.gateway.dialect.Traits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProviderTest {

    @ParameterizedTest
    @CsvSource({
        "https://h/v1, /chat/completions, https://h/v1/chat/completions",
        "https://h, /v1/messages, https://h/v1/messages",
        "https://h/v1, /v1/messages, https://h/v1/messages",
        "https://h/v1beta, /v1beta/models/a%2Fb:generateContent, https://h/v1beta/models/a%2Fb:generateContent",
        "https://h/v2, /v1/messages, https://h/v2/v1/messages",
        "https://h/messages, /messages/v1, https://h/messages/messages/v1",
    })
    void endpoint_anyBase_appendsThePathAndSaysTheVersionOnce(String base, String path, String expected) {
        assertThat(provider(base, Map.of()).endpoint("openai", path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1beta/models/g:streamGenerateContent, https://h/p/google/models/g:streamGenerateContent",
        "/v1/models/g:countTokens, https://h/p/google/models/g:countTokens",
        "/v1, https://h/p/google",
        "/v1alpha/models/g, https://h/p/google/v1alpha/models/g",
    })
    void endpoint_paths_replacesTheLongestBeginning(String path, String expected) {
        Provider provider = provider("https://h/p/google", Map.of("/v1", "", "/v1beta", ""));

        assertThat(provider.endpoint("openai", path)).isEqualTo(expected);
    }

    @Test
    void endpoint_dialectThatItDoesNotSpeak_isRejected() {
        assertThatThrownBy(() -> provider("https://h", Map.of()).endpoint("cohere", "/v2/chat"))
                .hasMessage("dialect: cohere (expected: one of [openai])");
    }

    @Test
    void toString_secretsEverywhere_showsNone() {
        Provider provider = new Provider(
                "p",
                Map.of("openai", URI.create("https://h")),
                AuthStyle.BEARER,
                List.of(new ApiKey("a", "hush", 1)),
                Map.of("x", "hush"),
                Map.of("y", "hush"),
                Map.of(),
                List.of(),
                Map.of(),
                Map.of("session-token", "hush"),
                Map.of(),
                Traits.NONE,
                List.of(),
                null);

        assertThat(provider.toString()).contains("https://h").doesNotContain("hush");
        assertThat(new Target(provider, "m", provider.keys().get(0)).toString()).doesNotContain("hush");
    }

    private static Provider provider(String base, Map<String, String> paths) {
        return new Provider(
                "p",
                Map.of("openai", URI.create(base)),
                AuthStyle.NONE,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                paths,
                Map.of(),
                Map.of(),
                Traits.NONE,
                List.of(),
                null);
    }
}
