package ai.gateway.admin;

import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.NavigableMap;
import java.util.function.BiConsumer;

/**
 * Which part of a list is wanted.
 *
 * @param after the name that the part before ended with; empty for the first part
 */
record Page(String after, int limit) {

    static Page of(Query query) {
        int limit = query.limit();
        return new Page(query.one("after"), limit);
    }

    /** @param all by their names */
    <T> Reply reply(String member, NavigableMap<String, T> all, BiConsumer<T, JsonWriter> write) {
        NavigableMap<String, T> rest = all.tailMap(after, /* inclusive= */ after.isEmpty());
        List<String> names = List.copyOf(rest.keySet());
        JsonWriter json = new JsonWriter().beginObject().name(member).beginArray();
        rest.values().stream().limit(limit).forEach(each -> write.accept(each, json));
        next(json.endArray(), names.size() > limit ? names.get(limit - 1) : null);
        return Reply.ok(json.endObject());
    }

    /** How to ask for the next part; null where there is none. */
    static void next(JsonWriter json, @Nullable String next) {
        json.name("next");
        if (next == null) {
            json.nullValue();
        } else {
            json.value(next);
        }
    }
}
