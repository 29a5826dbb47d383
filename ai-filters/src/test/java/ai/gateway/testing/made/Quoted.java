package ai.gateway.testing.made;

import tools.jackson.databind.json.JsonMapper;

/** A text as a JSON string, by somebody else than the code under test. */
final class Quoted {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Quoted() {}

    static String of(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
