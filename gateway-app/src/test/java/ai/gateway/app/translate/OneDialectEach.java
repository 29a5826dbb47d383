package ai.gateway.app.translate;

import ai.gateway.exchange.ChatRequest.Streaming;
import org.junit.jupiter.params.provider.Arguments;

import java.util.List;
import java.util.stream.Stream;

/** Providers {@code only-X}, each of which speaks the dialect X and nothing else, at one server. */
public final class OneDialectEach {

    public static final List<String> ALL =
            List.of("openai", "responses", "anthropic", "gemini", "bedrock", "cohere", "ollama");

    /** Each of them, asked for a whole answer and for a stream: a source of arguments. */
    public static final String WAYS = "ai.gateway.app.translate.OneDialectEach#ways";

    private OneDialectEach() {}

    static Stream<Arguments> ways() {
        return ALL.stream()
                .flatMap(provider ->
                        Stream.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE).map(way -> Arguments.of(provider, way)));
    }

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
