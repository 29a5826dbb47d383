package ai.gateway.log;

import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Text;
import ai.gateway.pipeline.Quoting.Quote;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Bodies as the messages of OpenTelemetry's conventions for generative AI. */
final class Messages {

    private Messages() {}

    static Quote of(Bodies bodies) {
        return new Quote(
                json(bodies.prompt()), json(bodies.answer()), missing(bodies.prompt()) + missing(bodies.answer()));
    }

    private static long missing(@Nullable Body body) {
        return body == null ? 0 : body.missing();
    }

    private static String json(@Nullable Body body) {
        if (body == null || body.texts().isEmpty()) {
            return "";
        }
        JsonWriter json = new JsonWriter().beginArray();
        body.texts().forEach(each -> message(json, each));
        return json.endArray().toString();
    }

    private static void message(JsonWriter json, Text text) {
        switch (text.role()) {
            case "thinking" -> message(json, "assistant", "reasoning", "content", text.text());
            case "tool_arguments" -> message(json, "assistant", "tool_call", "arguments", text.text());
            case "tool_result" -> message(json, "tool", "tool_call_response", "response", text.text());
            default -> message(json, text.role(), "text", "content", text.text());
        }
    }

    private static void message(JsonWriter json, String role, String type, String name, String text) {
        json.beginObject().field("role", role).name("parts").beginArray();
        json.beginObject().field("type", type).field(name, text).endObject();
        json.endArray().endObject();
    }
}
