package ai.gateway.autoconfigure;

import ai.gateway.dialect.ChatCall;
import ai.gateway.exchange.AiException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of a saying on its way to a provider of some dialect.
 *
 * @param places where in the body it is said; of the conversation itself nothing
 * @param told whether the client is told that it was left out, or was in part
 * @param moot whether it says nothing, because what it is about was left out already
 * @param refused whether the request was refused for it
 */
record Crossing(boolean goes, List<String> places, boolean told, boolean moot, boolean refused) {

    private static final Set<String> CONVERSATION = Set.of("messages", "contents", "input", "model");
    private static final String WITHOUT = "-";
    private static final JsonMapper MAPPER = new JsonMapper();

    static Crossing of(Saying saying, Translator translator) {
        ChatCall plain = translator.write(saying, saying.without());
        ChatCall said;
        try {
            said = translator.write(saying, saying.with());
        } catch (AiException refused) {
            return new Crossing(false, List.of(), true, false, true);
        }
        List<String> places = new ArrayList<>();
        differ(MAPPER.readTree(plain.body()), MAPPER.readTree(said.body()), "", places);
        boolean marked = new String(said.body(), StandardCharsets.UTF_8).contains(saying.mark());
        boolean goes = saying.mark().isEmpty() ? !places.isEmpty() : marked;
        places.removeIf(CONVERSATION::contains);
        boolean moot = !plain.dropped().isEmpty() && plain.dropped().containsAll(said.dropped());
        return new Crossing(goes, places, !plain.dropped().containsAll(said.dropped()), moot, false);
    }

    /** Where the second says something that the first does not say. */
    private static void differ(JsonNode one, JsonNode other, String path, List<String> places) {
        if (one.equals(other)) {
            return;
        }
        if (other.isObject() && (one.isObject() || (one.isMissingNode() && other.size() == 1))) {
            String before = path.isEmpty() ? "" : path + ".";
            other.forEachEntry((name, value) -> differ(one.path(name), value, before + name, places));
            one.forEachEntry((name, value) -> {
                if (!other.has(name)) {
                    places.add(WITHOUT + before + name);
                }
            });
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
            return moot ? "" : told ? "✗" : "–";
        }
        boolean same = places.stream().allMatch(place -> (place + ".").startsWith(saying.parameter() + "."));
        String where = same ? "✓" : places.stream().map(Crossing::named).collect(Collectors.joining(", "));
        return told ? where + " in part" : where;
    }

    /** Only where it begins, where it is deep down. */
    private static String named(String place) {
        String[] names = place.split("\\.", -1);
        String shown = names.length < 4 ? place : names[0] + "." + names[1] + "…";
        return shown.startsWith(WITHOUT) ? "without `" + shown.substring(WITHOUT.length()) + "`" : "`" + shown + "`";
    }
}
