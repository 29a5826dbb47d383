package ai.gateway.dialect.openai;

import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * OpenRouter's {@code reasoning_details}: how signed and encrypted thoughts travel in this dialect, which has no place of
 * its own for them. The format says whose they are.
 */
final class ReasoningDetails {

    private ReasoningDetails() {}

    static void read(Json detail, List<Content> into) {
        String text = detail.get("text").text(detail.get("summary").text());
        Seal seal = seal(detail);
        if (seal != null || !text.isEmpty()) {
            into.add(new Content.Thinking(text, seal, detail.get("type").is("reasoning.encrypted"), Notes.NONE));
        }
    }

    static @Nullable Seal seal(Json detail) {
        Json value = detail.get("signature").isString() ? detail.get("signature") : detail.get("data");
        return value.isString() && !value.text().isEmpty()
                ? new Seal(dialect(detail.get("format").text()), value.text())
                : null;
    }

    /** The details of all that was thought, where any of it is signed: what is not says all it has in the plain text. */
    static void write(JsonWriter json, List<Content.Thinking> thoughts) {
        if (thoughts.stream().allMatch(thought -> thought.seal() == null)) {
            return;
        }
        json.name("reasoning_details").beginArray();
        int index = 0;
        for (Content.Thinking thought : thoughts) {
            write(json, thought.text(), thought.seal(), thought.hidden(), index++);
        }
        json.endArray();
    }

    static void write(JsonWriter json, String text, @Nullable Seal seal, boolean hidden, int index) {
        json.beginObject();
        json.field("type", hidden ? "reasoning.encrypted" : "reasoning.text");
        if (!text.isEmpty()) {
            json.field("text", text);
        }
        if (seal != null) {
            json.field(hidden ? "data" : "signature", seal.value()).field("format", format(seal.dialect()));
        }
        json.field("index", index).endObject();
    }

    private static String dialect(String format) {
        if (format.startsWith("anthropic")) {
            return "anthropic";
        }
        if (format.startsWith("google")) {
            return "gemini";
        }
        int version = format.lastIndexOf("-v");
        String name = version > 0 ? format.substring(0, version) : format;
        return switch (name) {
            case "openai-responses", "xai-responses", "azure-openai-responses" -> "responses";
            default -> name;
        };
    }

    private static String format(String dialect) {
        return switch (dialect) {
            case "gemini" -> "google-gemini-v1";
            case "anthropic" -> "anthropic-claude-v1";
            case "responses" -> "openai-responses-v1";
            default -> dialect + "-v1";
        };
    }
}
