package ai.gateway.dialect.responses;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the items of a conversation. What a model has said, thought and called in one go becomes one message. */
final class ChatItemReader {

    static final Set<String> KNOWN_OF_REASONING = Set.of("type", "summary", "content", "encrypted_content");
    private static final Set<String> KNOWN_OF_MESSAGE = Set.of("type", "role", "content");
    private static final Set<String> KNOWN_OF_CALL = Set.of("type", "call_id", "name", "arguments", "input");
    private static final Set<String> KNOWN_OF_RESULT = Set.of("type", "call_id", "name", "output");

    private final List<Message> messages = new ArrayList<>();
    private final List<Content> turn = new ArrayList<>();

    private ChatItemReader() {}

    static List<Message> read(Json input) {
        ChatItemReader reader = new ChatItemReader();
        if (input.isString()) {
            reader.add(Message.Role.USER, List.of(Content.Text.of(input.text())), Extras.NONE);
        } else if (input.exists() && !input.isNull() && !input.isArray()) {
            throw Fields.wrong(input, "a string or an array");
        }
        for (Json item : input.items()) {
            reader.item(Fields.object(item));
        }
        reader.endTurn();
        return reader.messages;
    }

    private void item(Json item) {
        String type = type(item);
        switch (type) {
            case "message" -> message(item);
            case "reasoning" -> turn.addAll(thoughts(item));
            case "function_call", "custom_tool_call" -> turn.add(call(item, type));
            case "function_call_output", "custom_tool_call_output" ->
                add(Message.Role.TOOL, List.of(result(item, type)), Extras.NONE);
            default -> turn.add(new Content.Foreign(ResponsesDialect.ID, type, ItemNotes.line(item), Notes.NONE));
        }
    }

    /** Messages, and references to items that the provider has kept, may go without. */
    private static String type(Json item) {
        String type = Fields.string(item, "type");
        if (type != null) {
            return type;
        }
        if (item.get("role").exists()) {
            return "message";
        }
        if (item.get("id").exists()) {
            return "item_reference";
        }
        throw Fields.absent(item, "type", "a string");
    }

    private void message(Json item) {
        String word = Fields.requiredString(item, "role");
        if (word.equals("assistant")) {
            turn.addAll(ChatPartReader.parts(item.get("content"), ItemNotes.item(item, KNOWN_OF_MESSAGE)));
            return;
        }
        Message.Role role = switch (word) {
            case "system" -> Message.Role.SYSTEM;
            case "developer" -> Message.Role.DEVELOPER;
            case "user" -> Message.Role.USER;
            default -> throw Fields.wrong(item.get("role"), "system, developer, user or assistant");
        };
        add(role, ChatPartReader.parts(item.get("content")), ItemNotes.rest(item, KNOWN_OF_MESSAGE));
    }

    /** One block for each part: what the provider has sealed them with goes with the last one. */
    static List<Content> thoughts(Json item) {
        String sealed = Fields.string(item, "encrypted_content");
        List<String> summary = texts(Fields.array(item, "summary"));
        List<String> content = texts(Fields.array(item, "content"));
        Map<String, String> kept = ItemNotes.item(item, KNOWN_OF_REASONING);
        List<Content> blocks = new ArrayList<>();
        List<String> told = content.isEmpty() ? summary : content;
        if (told.isEmpty()) {
            boolean hidden = sealed != null && !sealed.isEmpty();
            blocks.add(thinking("", sealed, hidden, ItemNotes.notes(kept)));
        }
        for (int i = 0; i < told.size(); i++) {
            Map<String, String> marks = i == 0 ? kept : ItemNotes.more();
            marks = content.isEmpty() ? marks : ItemNotes.marked(marks, ItemNotes.CONTENT);
            marks = i > 0 || content.isEmpty() || summary.isEmpty()
                    ? marks
                    : ItemNotes.marked(marks, ItemNotes.SUMMARY, ItemNotes.line(item.get("summary")));
            String seal = i == told.size() - 1 ? sealed : null;
            blocks.add(thinking(told.get(i), seal, /* hidden= */ false, ItemNotes.notes(marks)));
        }
        return blocks;
    }

    private static List<String> texts(Json parts) {
        List<String> texts = new ArrayList<>(1);
        for (Json part : parts.items()) {
            String text = Fields.requiredString(Fields.object(part), "text");
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static Content.Thinking thinking(String text, @Nullable String sealed, boolean hidden, Notes notes) {
        Content.Thinking read = Seals.thinking(text, sealed, hidden, ResponsesDialect.ID);
        return read.notes().extras().isEmpty() ? new Content.Thinking(text, read.seal(), hidden, notes) : read;
    }

    private static Content call(Json item, String type) {
        boolean custom = type.equals("custom_tool_call");
        return new Content.ToolCall(
                Fields.requiredId(item, "call_id"),
                Fields.requiredString(item, "name"),
                custom ? Fields.stringOr(item, "input", "") : Fields.stringOr(item, "arguments", "{}"),
                custom,
                null,
                ItemNotes.notes(ItemNotes.item(item, KNOWN_OF_CALL)));
    }

    private static Content result(Json item, String type) {
        String name = Fields.stringOr(item, "name", "");
        String id = name.isEmpty() ? Fields.requiredId(item, "call_id") : Fields.stringOr(item, "call_id", "");
        if (!item.get("output").exists()) {
            throw Fields.absent(item, "output", "a string or an array");
        }
        Map<String, String> kept = ItemNotes.item(item, KNOWN_OF_RESULT);
        boolean custom = type.equals("custom_tool_call_output");
        return new Content.ToolResult(
                id,
                name,
                ChatPartReader.parts(item.get("output")),
                /* failed= */ false,
                ItemNotes.notes(custom ? ItemNotes.marked(kept, ItemNotes.CUSTOM) : kept));
    }

    private void add(Message.Role role, List<Content> content, Extras extras) {
        endTurn();
        messages.add(new Message(role, null, content, extras));
    }

    private void endTurn() {
        if (!turn.isEmpty()) {
            messages.add(new Message(Message.Role.ASSISTANT, null, Seals.attached(turn), Extras.NONE));
            turn.clear();
        }
    }
}
