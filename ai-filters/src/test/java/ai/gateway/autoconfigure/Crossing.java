package ai.gateway.autoconfigure;

import ai.gateway.dialect.ChatCall;
import ai.gateway.exchange.AiException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What becomes of a saying on its way to a provider of some dialect.
 *
 * @param places where in the body it is said; of the conversation itself nothing
 * @param told whether the client is told that it was left out, or was in part
 * @param refused whether the request was refused for it
 */
record Crossing(boolean goes, List<String> places, boolean told, boolean refused) {

    private static final Set<String> CONVERSATION =
            Set.of("messages", "contents", "input", "requests", "instances", "model");
    private static final JsonMapper MAPPER = new JsonMapper();

    static Crossing of(Saying saying, Translator translator) {
        ChatCall plain = translator.write(saying, saying.without());
        ChatCall said;
        try {
            said = translator.write(saying, saying.with());
        } catch (AiException refused) {
            return new Crossing(false, List.of(), true, true);
        }
        List<String> places = new ArrayList<>();
        differ(MAPPER.readTree(plain.body()), MAPPER.readTree(said.body()), "", places);
        boolean marked = new String(said.body(), StandardCharsets.UTF_8).contains(saying.mark());
        boolean goes = saying.mark().isEmpty() ? !places.isEmpty() : marked;
        places.removeIf(CONVERSATION::contains);
        return new Crossing(goes, places, !plain.dropped().containsAll(said.dropped()), false);
    }

    /** Where the second says something that the first does not say. */
    private static void differ(JsonNode one, JsonNode other, String path, List<String> places) {
        if (one.equals(other)) {
            return;
        }
        if (other.isObject() && (one.isObject() || (one.isMissingNode() && other.size() == 1))) {
            String before = path.isEmpty() ? "" : path + ".";
            other.forEachEntry((name, value) -> differ(one.path(name), value, before + name, places));
        } else {
            places.add(path);
        }
    }

    /** In the words of the docs. */
    String cell(Saying saying) {
        if (refused) {
            return "400";
        }
        if (!goes) {
            return told ? "✗" : "–";
        }
        boolean same = places.isEmpty() || places.equals(List.of(saying.parameter())) || !saying.isParameter();
        String where = same ? "✓" : "`" + String.join("`, `", places) + "`";
        return told ? where + " in part" : where;
    }
}
