package ai.gateway.dialect.openai;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Media;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
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

/** Reads the messages of a chat. */
final class ChatMessageReader {

    private static final Set<String> KNOWN = Set.of(
            "role",
            "name",
            "content",
            "refusal",
            "tool_calls",
            "function_call",
            "tool_call_id",
            "reasoning_content",
            "reasoning",
            "reasoning_details",
            "extra_content",
            "annotations");
    private static final Set<String> KNOWN_OF_TEXT = Set.of("type", "text", "cache_control");
    private static final Set<String> KNOWN_OF_CALL =
            Set.of("id", "type", "function", "custom", "extra_content", "index");

    private ChatMessageReader() {}

    static Message read(Json message) {
        String word = Fields.requiredString(message, "role");
        Message.Role role = role(message.get("role"), word);
        List<Content> content = new ArrayList<>();
        if (role == Message.Role.TOOL) {
            content.add(toolResult(message));
        } else {
            thinking(message, content);
            parts(message.get("content"), GoogleExtra.read(message), content);
            String refusal = Fields.string(message, "refusal");
            if (refusal != null) {
                content.add(new Content.Refusal(refusal, Notes.NONE));
            }
            calls(message, content);
        }
        return new Message(role, Fields.string(message, "name"), content, Fields.rest(message, KNOWN));
    }

    private static Message.Role role(Json at, String role) {
        return switch (role) {
            case "system" -> Message.Role.SYSTEM;
            case "developer" -> Message.Role.DEVELOPER;
            case "user" -> Message.Role.USER;
            case "assistant" -> Message.Role.ASSISTANT;
            case "tool", "function" -> Message.Role.TOOL;
            default -> throw Fields.wrong(at, "system, developer, user, assistant or tool");
        };
    }

    private static Content toolResult(Json message) {
        List<Content> content = new ArrayList<>();
        parts(message.get("content"), null, content);
        String name = Fields.stringOr(message, "name", "");
        return new Content.ToolResult(
                Fields.stringOr(message, "tool_call_id", name), name, content, /* failed= */ false, Notes.NONE);
    }

    private static void parts(Json content, @Nullable Seal seal, List<Content> into) {
        if (content.isString()) {
            into.add(new Content.Text(content.text(), List.of(), seal, Notes.NONE));
            return;
        }
        if (content.exists() && !content.isNull() && !content.isArray()) {
            throw Fields.wrong(content, "a string or an array");
        }
        for (Json part : content.items()) {
            into.add(part.isString() ? Content.Text.of(part.text()) : part(Fields.object(part), seal));
        }
    }

    private static Content part(Json part, @Nullable Seal seal) {
        String type = Fields.stringOr(part, "type", "text");
        return switch (type) {
            case "text", "input_text", "output_text" ->
                new Content.Text(Fields.requiredString(part, "text"), List.of(), seal, notes(part));
            case "refusal" -> new Content.Refusal(Fields.requiredString(part, "refusal"), Notes.NONE);
            case "image_url" -> image(part);
            case "input_audio" -> audio(Fields.requiredObject(part, "input_audio"));
            case "file" -> file(Fields.requiredObject(part, "file"), Notes.of(cacheMark(part), Extras.NONE));
            case "thinking" -> new Content.Thinking(joined(part.get("thinking")), null, false, Notes.NONE);
            default -> new Content.Foreign(OpenAiDialect.ID, type, part.toString(), Notes.NONE);
        };
    }

    private static Notes notes(Json part) {
        return Notes.of(cacheMark(part), Fields.rest(part, KNOWN_OF_TEXT));
    }

    /** OpenAI caches by itself; those who pass its format on to Claude take Anthropic's mark in it. */
    static @Nullable CacheMark cacheMark(Json part) {
        Json mark = Fields.object(part, "cache_control");
        return mark.exists() ? new CacheMark(Fields.string(mark, "ttl")) : null;
    }

    /** The address stands in an object, or, with Mistral, by itself. */
    private static Content image(Json part) {
        Json image = part.get("image_url");
        String url = image.isString()
                ? image.text()
                : Fields.requiredString(Fields.requiredObject(part, "image_url"), "url");
        Json detail = image.get("detail");
        Extras extras = detail.isString() ? new Extras(Map.of("detail", detail.toString())) : Extras.NONE;
        return Media.ofUrl(Modality.IMAGE, url, null, Notes.of(cacheMark(part), extras));
    }

    private static Content audio(Json audio) {
        String format = Fields.stringOr(audio, "format", "wav");
        return new Content.Media(
                Modality.AUDIO,
                new Source(Source.Kind.BASE64, Fields.requiredString(audio, "data")),
                format.equals("mp3") ? "audio/mpeg" : "audio/" + format,
                null,
                Notes.NONE);
    }

    private static Content file(Json file, Notes notes) {
        String name = Fields.string(file, "filename");
        String data = Fields.string(file, "file_data");
        if (data != null) {
            return Media.ofUrl(Modality.FILE, data, name, notes);
        }
        String id = Fields.requiredString(file, "file_id");
        return new Content.Media(Modality.FILE, new Source(Source.Kind.UPLOADED, id), null, name, notes);
    }

    private static void calls(Json message, List<Content> into) {
        for (Json call : Fields.array(message, "tool_calls").items()) {
            boolean custom = Fields.object(call).get("type").is("custom");
            Json named = Fields.requiredObject(call, custom ? "custom" : "function");
            into.add(new Content.ToolCall(
                    Fields.requiredString(call, "id"),
                    Fields.requiredString(named, "name"),
                    custom ? Fields.stringOr(named, "input", "") : Fields.stringOr(named, "arguments", "{}"),
                    custom,
                    GoogleExtra.read(call),
                    Notes.of(null, Fields.rest(call, KNOWN_OF_CALL))));
        }
        Json old = Fields.object(message, "function_call");
        if (old.exists()) {
            String name = Fields.requiredString(old, "name");
            into.add(new Content.ToolCall(
                    name, name, Fields.stringOr(old, "arguments", "{}"), /* custom= */ false, null, Notes.NONE));
        }
    }

    /** The thoughts of the turn: as text, and with what their provider has signed them with. */
    private static void thinking(Json message, List<Content> into) {
        String text = Fields.stringOr(message, "reasoning_content", Fields.stringOr(message, "reasoning", ""));
        List<Content> detailed = new ArrayList<>();
        for (Json detail : Fields.array(message, "reasoning_details").items()) {
            ReasoningDetails.read(Fields.object(detail), detailed);
        }
        boolean unsaid = detailed.stream().allMatch(content -> content.flow().isEmpty());
        if (!text.isEmpty() && detailed.size() == 1 && unsaid) {
            into.add(new Content.Thinking(text, detailed.get(0).seal(), false, Notes.NONE));
            return;
        }
        if (!text.isEmpty() && unsaid) {
            into.add(new Content.Thinking(text, null, false, Notes.NONE));
        }
        into.addAll(detailed);
    }

    private static String joined(Json thinking) {
        if (thinking.isString()) {
            return thinking.text();
        }
        StringBuilder text = new StringBuilder();
        for (Json part : thinking.items()) {
            text.append(part.get("text").text());
        }
        return text.toString();
    }
}
