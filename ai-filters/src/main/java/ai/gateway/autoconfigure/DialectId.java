package ai.gateway.autoconfigure;

import java.util.Locale;

/** The dialects as configuration may name them; an enum so that editors can offer them. */
enum DialectId {
    OPENAI,
    RESPONSES,
    ANTHROPIC,
    GEMINI,
    BEDROCK,
    COHERE,
    OLLAMA;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
