package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the messages of a chat. What was cited in an earlier answer stays with its message as it is. */
final class ChatMessageReader {

    /** Ours: Cohere signs nothing, but its SDKs send back what they do not know. */
    static final String SIGNATURE = "signature";

    private static final Set<String> KNOWN = Set.of("role", "content", ToolPlan.MEMBER, "tool_calls");
    private static final Set<String> KNOWN_OF_RESULT = Set.of("role", "content", "tool_call_id");
    private static final Set<String> KNOWN_OF_TEXT = Set.of("type", "text", SIGNATURE);
    private static final Set<String> KNOWN_OF_THOUGHT = Set.of("type", "thinking", SIGNATURE);
    private static final Set<String> KNOWN_OF_DOCUMENT = Set.of("type", "document");
    private static final Set<String> KNOWN_OF_CALL = Set.of("id", "type", "function", SIGNATURE);

    private ChatMessageReader() {}

    static Message read(Json message) {
        String word = Fields.requiredString(message, "role");
        List<Content> content = new ArrayList<>();
        if (word.equals("tool")) {
            content.add(result(message));
            return new Message(Message.Role.TOOL, null, content, Fields.rest(message, KNOWN_OF_RESULT));
        }
        String plan = Fields.string(message, ToolPlan.MEMBER);
        if (plan != null && !plan.isEmpty()) {
            content.add(ToolPlan.of(plan));
        }
        parts(message.get("content"), content);
        calls(message, content);
        return new Message(role(message.get("role"), word), null, content, Fields.rest(message, KNOWN));
    }

    private static Message.Role role(Json at, String role) {
        return switch (role) {
            case "system" -> Message.Role.SYSTEM;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            default -> throw Fields.wrong(at, "system, user, assistant or tool");
        };
    }

    private static Content result(Json message) {
        List<Content> content = new ArrayList<>();
        parts(message.get("content"), content);
        String id = Fields.requiredString(message, "tool_call_id");
        return new Content.ToolResult(id, "", content, /* failed= */ false, Notes.NONE);
    }

    private static void parts(Json content, List<Content> into) {
        if (content.isString()) {
            into.add(Content.Text.of(content.text()));
            return;
        }
        if (content.exists() && !content.isNull() && !content.isArray()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json part : content.items()) {
            into.add(part.isString() ? Content.Text.of(part.text()) : part(Fields.object(part)));
        }
    }

    private static Content part(Json part) {
        String type = Fields.stringOr(part, "type", "text");
        return switch (type) {
            case "text" ->
                new Content.Text(
                        Fields.requiredString(part, "text"),
                        List.of(),
                        seal(part),
                        Notes.of(null, Fields.rest(part, KNOWN_OF_TEXT)));
            case "thinking" -> thinking(part);
            case "image_url" -> image(part);
            case "document" -> document(part);
            default -> new Content.Foreign(CohereDialect.ID, type, part.toString(), Notes.NONE);
        };
    }

    private static Content thinking(Json part) {
        String text = Fields.requiredString(part, "thinking");
        Seal seal = seal(part);
        boolean hidden = text.isEmpty() && seal != null;
        return new Content.Thinking(text, seal, hidden, Notes.of(null, Fields.rest(part, KNOWN_OF_THOUGHT)));
    }

    /** What another provider has signed, and this client was given to keep. */
    private static @Nullable Seal seal(Json part) {
        String signature = Fields.string(part, SIGNATURE);
        return signature == null || signature.isEmpty() ? null : Seals.read(signature, CohereDialect.ID);
    }

    private static Content image(Json part) {
        Json image = part.get("image_url");
        String url = image.isString()
                ? image.text()
                : Fields.requiredString(Fields.requiredObject(part, "image_url"), "url");
        Json detail = image.get("detail");
        Extras extras = detail.isString() ? new Extras(Map.of("detail", detail.toString())) : Extras.NONE;
        return Media.ofUrl(Modality.IMAGE, url, null, Notes.of(null, extras));
    }

    /** Its data is for the model to read, names of members and all: elsewhere it is a plain document of that text. */
    private static Content document(Json part) {
        Json document = Fields.requiredObject(part, "document");
        return new Content.Media(
                Modality.FILE,
                new Source(
                        Source.Kind.PLAIN,
                        Fields.requiredObject(document, "data").toString()),
                "text/plain",
                Fields.string(document, "id"),
                Notes.of(null, Fields.rest(part, KNOWN_OF_DOCUMENT)));
    }

    private static void calls(Json message, List<Content> into) {
        for (Json call : Fields.array(message, "tool_calls").items()) {
            Json function = Fields.requiredObject(Fields.object(call), "function");
            into.add(new Content.ToolCall(
                    Fields.stringOr(call, "id", ""),
                    Fields.requiredString(function, "name"),
                    Fields.stringOr(function, "arguments", "{}"),
                    /* custom= */ false,
                    seal(call),
                    Notes.of(null, Fields.rest(call, KNOWN_OF_CALL))));
        }
    }
}
