package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.CacheMark;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the blocks of a request's messages. */
final class MessageBlockReader {

    private static final Set<String> KNOWN_OF_TEXT = Set.of("type", "text", "citations", "cache_control");
    private static final Set<String> KNOWN_OF_CALL = Set.of("type", "id", "name", "input", "cache_control");
    private static final Set<String> KNOWN_OF_RESULT =
            Set.of("type", "tool_use_id", "content", "is_error", "cache_control");
    private static final Set<String> KNOWN_OF_THOUGHT = Set.of("type", "thinking", "signature", "data");

    private MessageBlockReader() {}

    /** A string, or blocks; none when absent. */
    static List<Content> content(Json content) {
        List<Content> blocks = new ArrayList<>();
        for (Json block : blocks(content, blocks)) {
            blocks.add(block(block, Fields.requiredString(Fields.object(block), "type")));
        }
        return Seals.attached(blocks);
    }

    /** What a tool has answered: a result is made of less. */
    private static List<Content> answered(Json content) {
        List<Content> parts = new ArrayList<>();
        for (Json part : blocks(content, parts)) {
            parts.add(part(part, Fields.requiredString(Fields.object(part), "type")));
        }
        return parts;
    }

    private static Iterable<Json> blocks(Json content, List<Content> into) {
        if (content.isString()) {
            into.add(Content.Text.of(content.text()));
        } else if (content.exists() && !content.isNull() && !content.isArray()) {
            throw Fields.wrong(content, "a string or an array");
        }
        return content.items();
    }

    private static Content block(Json block, String type) {
        return switch (type) {
            case "thinking" -> thinking(block, Fields.requiredString(block, "thinking"), "signature");
            case "redacted_thinking" -> thinking(block, "", "data");
            case "tool_use" -> toolUse(block);
            case "tool_result" -> toolResult(block);
            default -> part(block, type);
        };
    }

    private static Content part(Json block, String type) {
        return switch (type) {
            case "text" -> text(block);
            case "image" -> MessageMedia.image(block);
            case "document" -> MessageMedia.document(block);
            default -> new Content.Foreign(AnthropicDialect.ID, type, block.toString(), Notes.NONE);
        };
    }

    private static Content text(Json block) {
        List<Citation> citations = new ArrayList<>(0);
        for (Json citation : Fields.array(block, "citations").items()) {
            citations.add(MessageCitations.read(Fields.object(citation)));
        }
        return new Content.Text(Fields.requiredString(block, "text"), citations, null, notes(block, KNOWN_OF_TEXT));
    }

    /** A seal that was carried for another block is told by its notes. */
    private static Content thinking(Json block, String text, String sealed) {
        boolean hidden = sealed.equals("data");
        Content.Thinking thinking = Seals.thinking(text, Fields.string(block, sealed), hidden, AnthropicDialect.ID);
        Extras rest = Fields.rest(block, KNOWN_OF_THOUGHT);
        return rest.isEmpty() || !thinking.notes().equals(Notes.NONE)
                ? thinking
                : new Content.Thinking(text, thinking.seal(), hidden, Notes.of(null, rest));
    }

    private static Content toolUse(Json block) {
        Json input = Fields.object(block, "input");
        return new Content.ToolCall(
                Fields.requiredString(block, "id"),
                Fields.requiredString(block, "name"),
                input.exists() ? input.toString() : "{}",
                /* custom= */ false,
                null,
                notes(block, KNOWN_OF_CALL));
    }

    private static Content toolResult(Json block) {
        return new Content.ToolResult(
                Fields.requiredId(block, "tool_use_id"),
                "",
                answered(block.get("content")),
                Fields.flag(block, "is_error", false),
                notes(block, KNOWN_OF_RESULT));
    }

    static Notes notes(Json block, Set<String> known) {
        return Notes.of(cacheMark(block), Fields.rest(block, known));
    }

    private static @Nullable CacheMark cacheMark(Json block) {
        Json mark = Fields.object(block, "cache_control");
        return mark.exists() ? new CacheMark(Fields.string(mark, "ttl")) : null;
    }
}
