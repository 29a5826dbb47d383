package ai.gateway.app.translate;

import java.util.List;

/** Providers {@code only-X}, each of which speaks the dialect X and nothing else, at one server. */
public final class OneDialectEach {

    public static final List<String> ALL =
            List.of("openai", "responses", "anthropic", "gemini", "bedrock", "cohere", "ollama");

    private OneDialectEach() {}

    /** As the members of {@code ai.gateway.providers}. */
    public static String yaml(String baseUrl, List<String> dialects) {
        StringBuilder yaml = new StringBuilder();
        for (String dialect : dialects) {
            String base = baseUrl + (dialect.equals("openai") || dialect.equals("responses") ? "/v1" : "");
            yaml.append("    only-%s: { dialect: %s, base-url: '%s', auth: none }%n".formatted(dialect, dialect, base));
        }
        return yaml.toString();
    }
}
