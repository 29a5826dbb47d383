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
                "data",
                NAMES.stream().map(Models::anthropic).toList(),
                "first_id",
                NAMES.get(0),
                "has_more",
                false,
                "last_id",
                NAMES.get(NAMES.size() - 1));
    }

    static Object anthropic(String name) {
        return obj().with("capabilities", obj())
                .with("created_at", SINCE)
                .with("display_name", name)
                .with("id", name)
                .with("max_input_tokens", 1_000_000)
                .with("max_tokens", 250_000)
                .with("type", "model");
    }

    static Object gemini() {
        return obj("models", NAMES.stream().map(Models::gemini).toList());
    }

    static Object gemini(String name) {
        return obj().with("name", "models/" + name)
                .with("version", "1")
                .with("displayName", name)
                .with("description", "Answers without a model")
                .with("inputTokenLimit", 1_000_000)
                .with("outputTokenLimit", 250_000)
                .with(
                        "supportedGenerationMethods",
                        List.of("generateContent", "countTokens", "embedContent", "batchEmbedContents"));
    }

    static Object ollama() {
        return obj("models", NAMES.stream().map(Models::ollama).toList());
    }

    private static Object ollama(String name) {
        Object details = obj().with("parent_model", "")
                .with("format", "none")
                .with("family", "stand-in")
                .with("families", List.of("stand-in"))
                .with("parameter_size", "0")
                .with("quantization_level", "none");
        return obj().with("name", name + ":latest")
                .with("model", name + ":latest")
                .with("modified_at", SINCE)
                .with("size", 0)
                .with("digest", "0".repeat(64))
                .with("details", details);
    }
}
