package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Reads the blocks of an answer. Takes any JSON. */
final class ConverseAnswerBlocks {

    private static final Set<String> KNOWN_OF_CALL = Set.of("toolUseId", "name", "input");

    private ConverseAnswerBlocks() {}

    static Content read(Json block) {
        if (block.get("text").isString()) {
            return text(block);
        }
        Json cited = block.get("citationsContent");
        if (cited.isObject()) {
            return new Content.Text(
                    ConverseCitations.text(cited), ConverseCitations.readAll(cited.get("citations")), null, Notes.NONE);
        }
        Json call = block.get("toolUse");
        if (call.isObject() && !isServers(call)) {
            Json input = call.get("input");
            return call(call, input.exists() ? input.toString() : "");
        }
        Content thinking = thinking(block.get("reasoningContent"));
        Content image = thinking == null ? image(block.get("image")) : thinking;
        return image == null ? foreign(block) : image;
    }

    private static Content text(Json block) {
        Extras extras = block.size() == 1 ? Extras.NONE : Fields.rest(block, Set.of("text"));
        return new Content.Text(block.get("text").text(), List.of(), null, Notes.of(null, extras));
    }

    /** A tool that the model's maker runs: no call that the client has to answer. */
    static boolean isServers(Json call) {
        return call.get("type").is("server_tool_use");
    }

    static Content.ToolCall call(Json call, String arguments) {
        return new Content.ToolCall(
                call.get("toolUseId").text(),
                call.get("name").text(),
                arguments,
                /* custom= */ false,
                null,
                Notes.of(null, Fields.rest(call, KNOWN_OF_CALL)));
    }

    private static @Nullable Content thinking(Json reasoning) {
        Json redacted = reasoning.get("redactedContent");
        if (redacted.isString()) {
            return new Content.Thinking("", seal(redacted), /* hidden= */ true, Notes.NONE);
        }
        Json text = reasoning.get("reasoningText");
        return text.isObject()
                ? new Content.Thinking(text.get("text").text(), seal(text.get("signature")), false, Notes.NONE)
                : null;
    }

    private static @Nullable Seal seal(Json value) {
        return value.text().isEmpty() ? null : new Seal(BedrockDialect.ID, value.text());
    }

    private static @Nullable Content image(Json image) {
        Json bytes = image.get("source").get("bytes");
        return bytes.isString()
                ? new Content.Media(
                        Modality.IMAGE,
                        new Source(Source.Kind.BASE64, bytes.text()),
                        ConverseFormats.type(Modality.IMAGE, image.get("format").text("png")),
                        null,
                        Notes.NONE)
                : null;
    }

    /** In one order of members, whether it came whole or in pieces. */
    private static Content foreign(Json block) {
        String[] type = {""};
        block.members((name, value) -> type[0] = name);
        String json = switch (type[0]) {
            case "toolUse" -> inOrder("toolUse", block, "input");
            case "toolResult" -> inOrder("toolResult", block, "content");
            default -> block.toString();
        };
        return new Content.Foreign(BedrockDialect.ID, type[0], json, Notes.NONE);
    }

    private static String inOrder(String type, Json block, String last) {
        JsonWriter json = new JsonWriter().beginObject().name(type).beginObject();
        block.get(type).members((name, value) -> {
            if (!name.equals(last)) {
                json.field(name, value);
            }
        });
        Json value = block.get(type).get(last);
        if (value.isArray()) {
            json.name(last).beginArray();
            value.items().forEach(json::raw);
            json.endArray();
        } else if (value.exists()) {
            json.field(last, value);
        }
        return json.endObject().endObject().toString();
    }
}
