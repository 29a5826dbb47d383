package ai.gateway.ledger;

import ai.gateway.ledger.Logged.Feedback;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Logged exchanges as JSON: the members of ledger entries, and what the log has beside them. */
public final class LogReports {

    private LogReports() {}

    public static String json(LogPage page) {
        JsonWriter json = new JsonWriter().beginObject().name("requests").beginArray();
        page.requests().forEach(each -> {
            head(json, each);
            json.endObject();
        });
        json.endArray().name("next");
        text(json, page.next());
        return json.endObject().toString();
    }

    /** With steps and bodies. */
    public static String json(Logged logged) {
        JsonWriter json = new JsonWriter(logged.bodies().weight() + 1024);
        head(json, logged);
        json.name("steps");
        LogJson.write(json, logged.course().steps());
        json.name("prompt");
        LogJson.write(json, logged.bodies().prompt());
        json.name("answer");
        LogJson.write(json, logged.bodies().answer());
        return json.endObject().toString();
    }

    /** The texts of one, and how much is missing; null for none. */
    public static @Nullable String body(Logged.@Nullable Body body) {
        return LogJson.body(body);
    }

    private static void head(JsonWriter json, Logged logged) {
        json.beginObject();
        EntryReports.members(json, logged.entry());
        json.name("session");
        text(json, logged.person().session());
        String properties = EntryJson.tags(logged.person().properties());
        json.field("properties", Json.ours(properties.getBytes(UTF_8)));
        json.name("finish");
        text(json, logged.course().finish());
        json.name("guard");
        text(json, logged.course().guard());
        json.name("feedback");
        feedback(json, logged.feedback());
    }

    private static void feedback(JsonWriter json, @Nullable Feedback feedback) {
        if (feedback == null) {
            json.nullValue();
            return;
        }
        json.beginObject().field("score", feedback.score()).name("comment");
        text(json, feedback.comment());
        json.field("at", Instant.ofEpochMilli(feedback.at()).toString())
                .field("by", feedback.by())
                .endObject();
    }

    private static void text(JsonWriter json, @Nullable String value) {
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }
}
