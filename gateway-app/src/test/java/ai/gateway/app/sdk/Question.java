package ai.gateway.app.sdk;

import org.jspecify.annotations.Nullable;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client asks.
 *
 * @param before the answer that this is the next turn after
 * @param results what the tools said that the answer before has called, in its order
 */
record Question(String model, Set<Wish> wishes, @Nullable Said before, List<String> results) {

    enum Wish {
        TOOLS,
        IMAGE,
        SCHEMA,
        THOUGHTS
    }

    static final String SYSTEM = "Sei freundlich.";
    static final String PROMPT = "Grüß die \"Welt\" 🌍!";
    static final String NEXT = "Noch einmal.";
    static final String TOOL = "weather";
    static final String ABOUT_TOOL = "Tells the weather of a city";

    /** One red pixel. */
    static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

    static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("city", Map.of("type", "string")),
            "required",
            List.of("city"),
            "additionalProperties",
            false);

    static final int MOST_TOKENS = 4096;

    static Question of(String model, Wish... wishes) {
        return new Question(model, Set.of(wishes), null, List.of());
    }

    Question then(Said answer, String... results) {
        return new Question(model, wishes, answer, List.of(results));
    }

    boolean wants(Wish wish) {
        return wishes.contains(wish);
    }

    static byte[] image() {
        return Base64.getDecoder().decode(PNG);
    }

    static String imageUrl() {
        return "data:image/png;base64," + PNG;
    }
}
