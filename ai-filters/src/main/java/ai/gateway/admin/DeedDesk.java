package ai.gateway.admin;

import ai.gateway.ledger.Audit;
import ai.gateway.ledger.Deed;
import ai.gateway.ledger.Verified;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Answers what was done by whom. */
record DeedDesk(Changes changes, Audit audit) {

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", "/audit", this::list), new Endpoint("GET", "/audit/verify", this::verify));
    }

    private Mono<Reply> verify(Call call) {
        String written = call.query(Set.of("anchor")).one("anchor");
        Verified.Anchor anchor = anchor(written);
        return Mono.fromFuture(() -> audit.verify(anchor)).map(verified -> {
            JsonWriter json = new JsonWriter().beginObject();
            json.field("intact", verified.intact()).field("checked", verified.checked());
            json.name("broken_at");
            if (verified.intact()) {
                json.nullValue();
            } else {
                json.value(verified.brokenAt());
            }
            json.name("why");
            text(json, verified.why());
            json.name("head").beginObject().field("id", verified.headId()).field("hash", verified.headHash());
            return Reply.ok(json.endObject().endObject());
        });
    }

    private static Verified.@Nullable Anchor anchor(String written) {
        try {
            return written.isEmpty() ? null : Verified.Anchor.of(written);
        } catch (IllegalArgumentException mistake) {
            throw Problem.of(Problem.Code.INVALID_REQUEST, "query " + mistake.getMessage());
        }
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
        json.name("hash");
        text(json, kept.hash());
        json.endObject();
    }

    private static void text(JsonWriter json, @Nullable String value) {
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value);
        }
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
