package ai.gateway.dialect.responses;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where a block came from. Here a turn is a row of items, of which messages and thoughts have parts; in the exchange it is a
 * row of blocks. So the first block of an item keeps the item's own members ({@code item.id}), those after it are marked as
 * {@link #MORE} of it, and each keeps the members of its part. A name with a dot before it is a mark, and no member.
 */
final class ItemNotes {

    /** The block belongs to the item of the block before it. */
    static final String MORE = ".more";

    /** Thoughts that stand in the content of their item, and not in its summary. */
    static final String CONTENT = ".content";

    /** A foreign block that is part of a message, and no item. */
    static final String PART = ".part";

    /** The result of a custom tool. */
    static final String CUSTOM = ".custom";

    /** The summary of thoughts that are told in whole. */
    static final String SUMMARY = ".summary";

    private static final String ITEM = "item.";
    private static final String YES = "true";

    private ItemNotes() {}

    /** The members that the exchange has no place for; what is null says nothing. */
    static Extras rest(Json object, Set<String> known) {
        Map<String, String> rest = new LinkedHashMap<>();
        object.members((name, value) -> {
            if (!known.contains(name) && !value.isNull()) {
                rest.put(name, line(value));
            }
        });
        return rest.isEmpty() ? Extras.NONE : new Extras(rest);
    }

    /** JSON on one line: what comes from a pretty body may go into an event. Strings have no line breaks in them. */
    static String line(Json value) {
        return value.toString().replace('\n', ' ').replace('\r', ' ');
    }

    /** What the first block of an item keeps of it. */
    static Map<String, String> item(Json item, Set<String> known) {
        Map<String, String> kept = new LinkedHashMap<>();
        rest(item, known).fields().forEach((name, value) -> kept.put(ITEM + name, value));
        return kept;
    }

    static Map<String, String> more() {
        return Map.of(MORE, YES);
    }

    static Map<String, String> marked(Map<String, String> kept, String mark) {
        return marked(kept, mark, YES);
    }

    static Map<String, String> marked(Map<String, String> kept, String mark, String value) {
        Map<String, String> all = new LinkedHashMap<>(kept);
        all.put(mark, value);
        return all;
    }

    /** @param kept of the item, with the marks */
    static Notes notes(Map<String, String> kept, Extras part) {
        Map<String, String> all = new LinkedHashMap<>(kept);
        all.putAll(part.fields());
        return Notes.of(null, all.isEmpty() ? Extras.NONE : new Extras(all));
    }

    static Notes notes(Map<String, String> kept) {
        return notes(kept, Extras.NONE);
    }

    static boolean has(Content block, String mark) {
        return fields(block).containsKey(mark);
    }

    static @Nullable String value(Content block, String mark) {
        return fields(block).get(mark);
    }

    /** The id of the item that begins with the block; null where it has none. */
    static @Nullable String id(Content block) {
        String quoted = fields(block).get(ITEM + "id");
        return quoted == null || quoted.length() < 3 ? null : quoted.substring(1, quoted.length() - 1);
    }

    /** An id that was made here says nothing to a provider. */
    static void writeItem(JsonWriter json, Content block) {
        fields(block).forEach((name, value) -> {
            if (name.startsWith(ITEM) && !ItemIds.isMade(value)) {
                json.name(name.substring(ITEM.length())).raw(value);
            }
        });
    }

    /** The members of the item but for its id. */
    static void writeRest(JsonWriter json, Content block) {
        fields(block).forEach((name, value) -> {
            if (name.startsWith(ITEM) && !name.equals(ITEM + "id")) {
                json.name(name.substring(ITEM.length())).raw(value);
            }
        });
    }

    static void writePart(JsonWriter json, Content block) {
        fields(block).forEach((name, value) -> {
            if (isOfPart(name)) {
                json.name(name).raw(value);
            }
        });
    }

    static boolean hasPart(Content block) {
        return fields(block).keySet().stream().anyMatch(ItemNotes::isOfPart);
    }

    private static boolean isOfPart(String name) {
        return !name.startsWith(ITEM) && !name.startsWith(".");
    }

    private static Map<String, String> fields(Content block) {
        return block.notes().extras().fields();
    }
}
