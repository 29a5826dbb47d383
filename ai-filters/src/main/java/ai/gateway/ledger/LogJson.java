package ai.gateway.ledger;

import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Step;
import ai.gateway.ledger.Logged.Text;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What of a logged exchange stands in a column as JSON. */
final class LogJson {

    private LogJson() {}

    static void write(JsonWriter json, List<Step> steps) {
        json.beginArray();
        for (Step step : steps) {
            json.beginObject()
                    .field("kind", step.kind())
                    .field("name", step.name())
                    .field("how", step.how())
                    .field("from_us", step.fromMicros())
                    .field("us", step.micros())
                    .endObject();
        }
        json.endArray();
    }

    static String steps(List<Step> steps) {
        JsonWriter json = new JsonWriter();
        write(json, steps);
        return json.toString();
    }

    static List<Step> steps(String written) {
        List<Step> steps = new ArrayList<>();
        for (Json each : Json.ours(written.getBytes(UTF_8)).items()) {
            steps.add(new Step(
                    each.get("kind").text(),
                    each.get("name").text(),
                    each.get("how").text(),
                    each.get("from_us").number(0),
                    each.get("us").number(0)));
        }
        return steps;
    }

    static void write(JsonWriter json, @Nullable Body body) {
        if (body == null) {
            json.nullValue();
            return;
        }
        json.beginObject().name("texts").beginArray();
        for (Text text : body.texts()) {
            json.beginObject()
                    .field("role", text.role())
                    .field("text", text.text())
                    .endObject();
        }
        json.endArray().field("missing", body.missing()).endObject();
    }

    static @Nullable String body(@Nullable Body body) {
        if (body == null) {
            return null;
        }
        JsonWriter json = new JsonWriter(body.length() + 256);
        write(json, body);
        return json.toString();
    }

    static @Nullable Body body(@Nullable String written) {
        if (written == null) {
            return null;
        }
        Json json = Json.ours(written.getBytes(UTF_8));
        List<Text> texts = new ArrayList<>();
        for (Json each : json.get("texts").items()) {
            texts.add(new Text(each.get("role").text(), each.get("text").text()));
        }
        return new Body(texts, json.get("missing").number(0));
    }
}
