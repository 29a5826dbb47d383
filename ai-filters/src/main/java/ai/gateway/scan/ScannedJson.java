package ai.gateway.scan;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What was found in the strings of a JSON text: in all of them, since what a new field holds may be read by a model, too; but
 * not in those that name things, or hold a file in letters. A string that is itself JSON is looked at as such. In what tools are
 * given or give, numbers and the names of members are looked at, too.
 */
public final class ScannedJson {

    private static final int MOST_NESTED = 3;

    /** A shorter word may be anything. */
    private static final int LONG = 200;

    /** What would not be the same thing any more under another name, and says nothing. */
    private static final Set<String> NAMES = Set.of(
            "model",
            "role",
            "type",
            "object",
            "id",
            "call_id",
            "tool_call_id",
            "tool_use_id",
            "tooluseid",
            "item_id",
            "file_id",
            "container",
            "conversation",
            "previous_response_id",
            "response_id",
            "vector_store_ids",
            "signature",
            "thoughtsignature",
            "thought_signature",
            "encrypted_content",
            "format",
            "media_type",
            "mimetype");

    /** What stays in front of a conversation that grows: what is in it keeps its names, wherever the client writes it. */
    private static final List<String> FIRST =
            List.of("system", "systemInstruction", "system_instruction", "instructions", "tools");

    /** What a tool or a document says, in members of its own. */
    private static final Set<String> FREE =
            Set.of("input", "args", "arguments", "response", "json", "documents", "output");

    /** What a tool is given or gives, where it is an object: nothing in there is a matter of the protocol. */
    private static final Set<String> DATA = Set.of("input", "args", "arguments", "response", "json");

    /** What a value may be. */
    private enum Place {
        /** A field that a dialect knows, as far as anybody knows: a number is a number. */
        FIELD,
        /** Somebody's own words; a number may be anything, and not only one of ours. */
        FREE,
        /** The same, and names are anything, too: none is one of those that say nothing. */
        DATA
    }

    /**
     * Something is in a string: some finds, or what is inside.
     *
     * @param node the string; where it names a member, the object that has it
     */
    private record Hit(
            Json node,
            String text,
            List<Find> finds,
            @Nullable ScannedJson inside,
            boolean isName) {}

    private final Json root;
    private final Scanner scanner;
    private final int depth;
    private final List<Hit> hits = new ArrayList<>();
    private final Set<String> said;

    private ScannedJson(Json root, Scanner scanner, int depth, Set<String> said) {
        this.root = root;
        this.scanner = scanner;
        this.depth = depth;
        this.said = said;
    }

    public static ScannedJson of(Json root, Scanner scanner) {
        return new ScannedJson(root, scanner, 0, new HashSet<>()).scan();
    }

    /** The texts that a scanner would be shown, each once, for one who must know them before. */
    public static Set<String> texts(Json root) {
        Set<String> texts = new LinkedHashSet<>();
        of(root, text -> {
            texts.add(text);
            return List.of();
        });
        return texts;
    }

    private ScannedJson scan() {
        if (depth > 0 || !root.isObject()) {
            walk(root, depth > 0 ? Place.DATA : Place.FIELD);
            return this;
        }
        FIRST.forEach(name -> walk(root.get(name), Place.FIELD));
        root.members((name, member) -> {
            if (!FIRST.contains(name)) {
                member(name, member, Place.FIELD);
            }
        });
        return this;
    }

    private void walk(Json value, Place place) {
        if (value.isString()) {
            string(value);
        } else if (value.isNumber() && place != Place.FIELD) {
            text(value, value.toString(), null);
        }
        for (Json item : value.items()) {
            walk(item, place);
        }
        value.members((name, member) -> {
            if (place == Place.DATA) {
                name(value, name);
            }
            member(name, member, place);
        });
    }

    private void member(String name, Json value, Place place) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (place == Place.DATA || !value.isString() || !NAMES.contains(lower)) {
            walk(value, below(lower, value, place));
        }
    }

    private static Place below(String name, Json value, Place place) {
        if (place == Place.DATA || (value.isObject() && DATA.contains(name))) {
            return Place.DATA;
        }
        return FREE.contains(name) ? Place.FREE : place;
    }

    private void name(Json object, String name) {
        List<Find> finds = scanner.scan(name);
        finds.forEach(find -> said.add(find.in(name)));
        lookalikes(name);
        if (!finds.isEmpty()) {
            hits.add(new Hit(object, name, finds, null, /* isName= */ true));
        }
    }

    private void string(Json node) {
        String text = node.text();
        if (!isFile(text)) {
            text(node, text, inside(text));
        }
    }

    private void text(Json node, String text, @Nullable ScannedJson inside) {
        List<Find> finds = inside == null ? scanner.scan(text) : List.of();
        finds.forEach(find -> said.add(find.in(text)));
        if (inside == null) {
            lookalikes(text);
        }
        if (!finds.isEmpty() || (inside != null && !inside.isEmpty())) {
            hits.add(new Hit(node, text, finds, inside, /* isName= */ false));
        }
    }

    /** What would be taken for a name of ours. */
    private void lookalikes(String text) {
        for (int start = text.indexOf('<'); start >= 0; start = text.indexOf('<', start + 1)) {
            int end = start + 1;
            while (end < text.length() && isOfName(text.charAt(end))) {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '>') {
                said.add(text.substring(start, end + 1));
            }
        }
    }

    private static boolean isOfName(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private @Nullable ScannedJson inside(String text) {
        String trimmed = depth < MOST_NESTED ? text.strip() : "";
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
            return null;
        }
        try {
            return new ScannedJson(Json.parse(text.getBytes(StandardCharsets.UTF_8)), scanner, depth + 1, said).scan();
        } catch (JsonException justText) {
            return null;
        }
    }

    /** One long word of the letters of Base64: a picture, a recording, a seal. */
    public static boolean isFile(String text) {
        if (text.length() < LONG) {
            return false;
        }
        int from = text.startsWith("data:") ? text.indexOf(',') + 1 : 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '+' && c != '/' && c != '=' && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return hits.isEmpty();
    }

    /** Shows the type of each find, and its text. */
    public void finds(Consumer<Find> sink) {
        for (Hit hit : hits) {
            hit.finds.forEach(sink);
            if (hit.inside != null) {
                hit.inside.finds(sink);
            }
        }
    }

    /** What the request says, and so no name may be. */
    public Set<String> said() {
        return said;
    }

    /** How many of each type there are, as {@code EMAIL 2, IBAN 1}. */
    public String summary() {
        TreeMap<String, Integer> counts = new TreeMap<>();
        finds(find -> counts.merge(find.type(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((type, count) -> parts.add(type + ' ' + count));
        return String.join(", ", parts);
    }

    /** The changes by which all of them are hidden. */
    public JsonEdit hidden(Cover cover) {
        JsonEdit edit = JsonEdit.of(root);
        for (Hit hit : hits) {
            String hidden = hidden(hit, cover);
            if (hit.isName) {
                edit.rename(hit.node, hit.text, hidden);
            } else {
                edit.replace(hit.node, JsonWriter.quote(hidden));
            }
        }
        return edit;
    }

    private static String hidden(Hit hit, Cover cover) {
        return hit.inside == null
                ? cover.over(hit.text, hit.finds)
                : new String(hit.inside.hidden(cover).toBytes(), StandardCharsets.UTF_8);
    }
}
