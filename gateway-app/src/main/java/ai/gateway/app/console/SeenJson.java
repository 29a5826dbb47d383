package ai.gateway.app.console;

import ai.gateway.app.console.Recent.Numbered;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Exchanges as the page reads them. Times are in milliseconds; what is not known is null. */
final class SeenJson {

    private SeenJson() {}

    /** @param next the number that the next one will have */
    static JsonWriter list(List<Numbered> some, long next) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("next", next)
                .name("exchanges")
                .beginArray();
        some.forEach(each -> {
            json.beginObject().field("number", each.number());
            members(json, each.seen());
            json.endObject();
        });
        return json.endArray().endObject();
    }

    /** With all of its way. */
    static JsonWriter whole(Seen seen) {
        JsonWriter json = new JsonWriter().beginObject();
        members(json, seen);
        json.name("legs").beginArray();
        for (Seen.Leg leg : seen.legs()) {
            json.beginObject()
                    .field("kind", leg.kind())
                    .field("name", leg.name())
                    .field("how", leg.how())
                    .field("from", leg.from() / 1e3)
                    .field("to", leg.to() / 1e3)
                    .endObject();
        }
        json.endArray().name("left_out").beginArray();
        for (Seen.LeftOut out : seen.leftOut()) {
            json.beginObject().field("name", out.name()).field("why", out.why()).endObject();
        }
        return json.endArray().endObject();
    }

    private static void members(JsonWriter json, Seen seen) {
        json.field("id", seen.id())
                .field("at", seen.at())
                .field("key", seen.who().key())
                .field("owner", seen.who().owner())
                .field("route", seen.what().route())
                .field("dialect", seen.what().dialect())
                .field("operation", seen.what().operation());
        text(json, "asked", seen.what().asked());
        text(json, "provider", seen.what().provider());
        text(json, "model", seen.what().model());
        json.field("ending", seen.how().ending())
                .field("status", seen.how().status())
                .field("error", seen.how().isError());
        text(json, "failure", seen.how().failure());
        text(json, "cache", seen.how().cache());
        text(json, "guard", seen.how().guard());
        json.field("attempts", seen.how().attempts()).field("stream", seen.how().stream());
        known(json, "first", seen.time().first(), 1e3);
        json.field("millis", seen.time().whole() / 1e3);
        known(json, "input", seen.use().input(), 1);
        known(json, "cached", seen.use().cached(), 1);
        known(json, "output", seen.use().output(), 1);
        known(json, "reasoning", seen.use().reasoning(), 1);
        known(json, "usd", seen.use().nanoUsd(), 1e9);
        json.field("saved_usd", seen.use().savedNanoUsd() / 1e9);
    }

    private static void text(JsonWriter json, String name, @Nullable String value) {
        if (value == null) {
            json.name(name).nullValue();
        } else {
            json.field(name, value);
        }
    }

    static void known(JsonWriter json, String name, long value, double unit) {
        if (value < 0) {
            json.name(name).nullValue();
        } else {
            json.field(name, value / unit);
        }
    }
}
