package ai.gateway.admin;

import ai.gateway.ledger.Deed;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Answers what was done by whom. */
record DeedDesk(Changes changes) {

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", "/audit", this::list));
    }

    private Mono<Reply> list(Call call) {
        Query query = call.query(Set.of("after", "limit"));
        int limit = query.limit();
        return changes.deeds(after(query.one("after")), limit + 1).map(deeds -> {
            List<Deed.Kept> page = deeds.size() > limit ? deeds.subList(0, limit) : deeds;
            JsonWriter json = new JsonWriter().beginObject().name("actions").beginArray();
            page.forEach(each -> write(json, each));
            Page.next(
                    json.endArray(),
                    deeds.size() > limit ? Long.toString(page.get(limit - 1).id()) : null);
            return Reply.ok(json.endObject());
        });
    }

    private static long after(String written) {
        try {
            return written.isEmpty() ? Long.MAX_VALUE : Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw Query.wrong("after", written, "what a page gave as its next");
        }
    }

    static void write(JsonWriter json, Deed.Kept kept) {
        Deed deed = kept.deed();
        json.beginObject()
                .field("id", kept.id())
                .field("at", Instant.ofEpochMilli(kept.at()).toString())
                .field("who", deed.who())
                .field("action", deed.action())
                .field("subject", kept.subject())
                .field("address", deed.address());
        raw(json, "before", deed.was());
        raw(json, "after", deed.became());
        json.endObject();
    }

    private static void raw(JsonWriter json, String name, @Nullable String value) {
        json.name(name);
        if (value == null) {
            json.nullValue();
        } else {
            json.raw(value);
        }
    }
}
