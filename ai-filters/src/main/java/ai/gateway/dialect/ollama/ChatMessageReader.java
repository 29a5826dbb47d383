package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the messages of one chat, in their order. */
final class ChatMessageReader {

    /** Ours: Ollama signs nothing, but who sends a message back as it came sends this too. */
    static final String SIGNATURE = "signature";

    private static final Set<String> KNOWN =
            Set.of("role", "content", "thinking", "images", "tool_calls", "tool_name", "tool_call_id", SIGNATURE);
    private static final Set<String> KNOWN_OF_CALL = Set.of("id", "type", "function", SIGNATURE);

    private final CallNames calls = new CallNames();

    Message read(Json message) {
        String word = Fields.requiredString(message, "role");
        Message.Role role = role(message.get("role"), word);
        List<Content> content = new ArrayList<>();
        if (role == Message.Role.TOOL) {
            content.add(result(message));
        } else {
            thinking(message, content);
            said(message, content);
            for (Json call : Fields.array(message, "tool_calls").items()) {
                content.add(call(Fields.object(call)));
            }
        }
        return new Message(role, null, content, Fields.rest(message, KNOWN));
    }

    private static Message.Role role(Json at, String role) {
        return switch (role) {
            case "system" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            case "tool" -> Message.Role.TOOL;
            default -> throw Fields.wrong(at, "system, user, assistant or tool");
        };
    }

    private static void thinking(Json message, List<Content> into) {
        String text = Fields.stringOr(message, "thinking", "");
        String signature = Fields.string(message, SIGNATURE);
        if (!text.isEmpty() || signature != null) {
            into.add(Seals.thinking(text, signature, text.isEmpty(), OllamaDialect.ID));
        }
    }

    /** Every message has a content; where there is none it is empty. */
    private static void said(Json message, List<Content> into) {
        String text = Fields.stringOr(message, "content", "");
        if (!text.isEmpty()) {
            into.add(Content.Text.of(text));
        }
        for (Json image : Fields.array(message, "images").items()) {
            if (!image.isString()) {
                throw Fields.wrong(image, "a string");
            }
            into.add(image(image.text()));
        }
    }

    /** Bytes in base64, whose first ones tell what they are. */
    static Content.Media image(String value) {
        if (value.startsWith("data:")) {
            return Media.ofUrl(Modality.IMAGE, value, null, Notes.NONE);
        }
        return new Content.Media(Modality.IMAGE, new Source(Source.Kind.BASE64, value), type(value), null, Notes.NONE);
    }

    private static @Nullable String type(String base64) {
        if (base64.startsWith("iVBORw0KGgo")) {
            return "image/png";
        }
        if (base64.startsWith("/9j/")) {
            return "image/jpeg";
        }
        if (base64.startsWith("R0lGOD")) {
            return "image/gif";
        }
        return base64.startsWith("UklGR") ? "image/webp" : null;
    }

    private Content call(Json call) {
        Json function = Fields.requiredObject(call, "function");
        Json arguments = function.get("arguments");
        if (arguments.exists() && !arguments.isNull() && !arguments.isObject()) {
            throw Fields.wrong(arguments, "an object");
        }
        Content.ToolCall read = new Content.ToolCall(
                calls.id(Fields.string(call, "id")),
                Fields.requiredString(function, "name"),
                arguments.isObject() ? arguments.toString() : "{}",
                /* custom= */ false,
                seal(call),
                Notes.of(null, Fields.rest(call, KNOWN_OF_CALL)));
        calls.called(read);
        return read;
    }

    /** What another provider has signed, and this client was given to keep. */
    private static @Nullable Seal seal(Json call) {
        String signature = Fields.string(call, SIGNATURE);
        return signature == null || signature.isEmpty() ? null : Seals.read(signature, OllamaDialect.ID);
    }

    private Content result(Json message) {
        String id = Fields.string(message, "tool_call_id");
        String name = Fields.string(message, "tool_name");
        Content.ToolCall call = calls.answered(id, name);
        String known = name == null ? "" : name;
        List<Content> content = new ArrayList<>();
        said(message, content);
        return new Content.ToolResult(
                id != null ? id : call == null ? known : call.id(),
                name == null && call != null ? call.name() : known,
                content,
                /* failed= */ false,
                Notes.NONE);
    }
}
