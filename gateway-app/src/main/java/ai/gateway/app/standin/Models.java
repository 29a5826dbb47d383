package ai.gateway.app.standin;

import java.util.List;

import static ai.gateway.app.standin.Json.obj;

/** The models it lists. It answers to every name, so asking for one model always finds it. */
final class Models {
    private static final List<String> NAMES = List.of("stand-in", "stand-in-embedding");
    private static final String SINCE = "2026-01-01T00:00:00Z";
    private static final long SINCE_SECONDS = 1_767_225_600;

    private Models() {}

    static Object openAi() {
        return obj("object", "list", "data", NAMES.stream().map(Models::openAi).toList());
    }

    static Object openAi(String name) {
        return obj("id", name, "object", "model", "created", SINCE_SECONDS, "owned_by", "stand-in");
    }

    static Object anthropic() {
        return obj(
                "data", NAMES.stream().map(Models::anthropic).toList(),
                "first_id", NAMES.get(0),
                "has_more", false,
                "last_id", NAMES.get(NAMES.size() - 1));
    }

    static Object anthropic(String name) {
        return obj(
                "capabilities",
                obj(),
                "created_at",
                SINCE,
                "display_name",
                name,
                "id",
                name,
                "max_input_tokens",
                1_000_000,
                "max_tokens",
                250_000,
                "type",
                "model");
    }

    static Object gemini() {
        return obj("models", NAMES.stream().map(Models::gemini).toList());
    }

    static Object gemini(String name) {
        return obj(
                "name",
                "models/" + name,
                "version",
                "1",
                "displayName",
                name,
                "description",
                "Answers without a model",
                "inputTokenLimit",
                1_000_000,
                "outputTokenLimit",
                250_000,
                "supportedGenerationMethods",
                List.of("generateContent", "countTokens", "embedContent", "batchEmbedContents"));
    }

    static Object ollama() {
        return obj("models", NAMES.stream().map(Models::ollama).toList());
    }

    private static Object ollama(String name) {
        Object details = obj(
                "parent_model", "",
                "format", "none",
                "family", "stand-in",
                "families", List.of("stand-in"),
                "parameter_size", "0",
                "quantization_level", "none");
        return obj(
                "name",
                name + ":latest",
                "model",
                name + ":latest",
                "modified_at",
                SINCE,
                "size",
                0,
                "digest",
                "0".repeat(64),
                "details",
                details);
    }
}
