package ai.gateway.dialect.responses;

import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes messages as items. The blocks of a turn become items in their order: what is said in a row is one message. What a
 * model has drawn follows it as if the user had sent it, for no item of a model can carry it in.
 */
final class ChatItemWriter implements Content.Visitor {

    private static final int LONGEST_ID = 64;

    private final JsonWriter json;
    private final Traits traits;
    private final Dropped dropped;
    private final ChatPartWriter parts;
    private final boolean ours;
    private final Set<String> customCalls = new HashSet<>();
    private final List<Content> said = new ArrayList<>();
    private final List<Content.Thinking> thoughts = new ArrayList<>();
    private Message message;

    ChatItemWriter(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.traits = traits;
        this.dropped = dropped;
        this.ours = request.dialect().equals(ResponsesDialect.ID);
        this.parts = new ChatPartWriter(json, traits, dropped, ours);
        this.message = new Message(Message.Role.USER, null, List.of(), Extras.NONE);
    }

    /** Results come before what else the user says. */
    void write(Message next) {
        message = next;
        if (next.name() != null) {
            dropped.add("messages.name");
        }
        for (Content block : next.content()) {
            if (block instanceof Content.ToolResult) {
                block.show(this);
            }
        }
        for (Content block : next.content()) {
            if (!(block instanceof Content.ToolResult)) {
                block.show(this);
            }
        }
        flush();
        boolean empty = next.content().isEmpty() && next.role() != Message.Role.ASSISTANT;
        if (empty && next.role() != Message.Role.TOOL) {
            message(next.role(), List.of());
        }
    }

    @Override
    public void text(Content.Text text) {
        boolean silent = message.role() == Message.Role.ASSISTANT && text.text().isEmpty();
        if (ours || !silent) {
            say(text);
        }
    }

    @Override
    public void refusal(Content.Refusal refusal) {
        say(refusal);
    }

    @Override
    public void media(Content.Media media) {
        if (!parts.takes(media)) {
            return;
        }
        if (message.role() != Message.Role.ASSISTANT || ours) {
            say(media);
            return;
        }
        flush();
        message(Message.Role.USER, List.of(media));
    }

    @Override
    public void foreign(Content.Foreign foreign) {
        if (!foreign.dialect().equals(ResponsesDialect.ID)) {
            dropped.add("messages." + foreign.type());
        } else if (message.role() != Message.Role.ASSISTANT || ItemNotes.has(foreign, ItemNotes.PART)) {
            say(foreign);
        } else {
            flush();
            json.raw(foreign.json());
        }
    }

    private void say(Content block) {
        flushThoughts();
        boolean separate = ours && message.role() == Message.Role.ASSISTANT && !ItemNotes.has(block, ItemNotes.MORE);
        if (separate) {
            flush();
        }
        said.add(block);
    }

    @Override
    public void thinking(Content.Thinking thinking) {
        if (!ours && !isReadable(thinking)) {
            return;
        }
        flushSaid();
        if (!ours || !ItemNotes.has(thinking, ItemNotes.MORE)) {
            flushThoughts();
        }
        thoughts.add(thinking);
    }

    /** What is sealed by others nobody here can read; what is not sealed, only a provider that seals nothing. */
    private boolean isReadable(Content.Thinking thinking) {
        return thinking.seal() == null
                ? !traits.has(ChatRequestReader.SEALED) && !thinking.text().isEmpty()
                : thinking.seal().dialect().equals(ResponsesDialect.ID);
    }

    @Override
    public void toolCall(Content.ToolCall call) {
        flush();
        String id = id(call.id());
        json.beginObject().field("type", call.custom() ? "custom_tool_call" : "function_call");
        json.field("call_id", id).field("name", call.name());
        if (call.custom()) {
            customCalls.add(id);
            json.field("input", call.arguments());
        } else {
            json.field("arguments", call.arguments().isEmpty() ? "{}" : call.arguments());
        }
        item(call);
        json.endObject();
    }

    @Override
    public void toolResult(Content.ToolResult result) {
        flush();
        String id = id(result.callId());
        boolean custom = customCalls.contains(id) || (ours && ItemNotes.has(result, ItemNotes.CUSTOM));
        json.beginObject().field("type", custom ? "custom_tool_call_output" : "function_call_output");
        if (!id.isEmpty()) {
            json.field("call_id", id);
        }
        if (ours && !result.name().isEmpty()) {
            json.field("name", result.name());
        }
        json.name("output");
        output(result);
        item(result);
        json.endObject();
    }

    /** There is no member for a failure: the text says it. */
    private void output(Content.ToolResult result) {
        List<Content> given = new ArrayList<>(result.content());
        given.removeIf(block -> !parts.takes(block));
        if (result.failed()) {
            boolean told = !given.isEmpty() && given.get(0) instanceof Content.Text;
            String first = told ? given.remove(0).flow() : "";
            given.add(0, Content.Text.of("Error: " + first));
        }
        if (given.isEmpty()) {
            json.value("");
        } else {
            content(given, Message.Role.TOOL);
        }
    }

    private void flush() {
        flushThoughts();
        flushSaid();
    }

    private void flushSaid() {
        if (!said.isEmpty()) {
            message(message.role(), said);
            said.clear();
        }
    }

    private void message(Message.Role role, List<Content> blocks) {
        json.beginObject().field("type", "message").field("role", role(role)).name("content");
        content(blocks, role);
        if (ours && role != Message.Role.ASSISTANT) {
            message.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        } else if (!blocks.isEmpty()) {
            item(blocks.get(0));
        }
        json.endObject();
    }

    private String role(Message.Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case DEVELOPER -> traits.has("role=developer") ? "developer" : "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    /** A string where there is but one plain text; parts otherwise, and where the item has a name of its own. */
    private void content(List<Content> blocks, Message.Role role) {
        boolean one = blocks.size() == 1 && blocks.get(0) instanceof Content.Text;
        if (one && isPlain((Content.Text) blocks.get(0))) {
            json.value(blocks.get(0).flow());
            return;
        }
        parts.write(blocks, role == Message.Role.ASSISTANT);
    }

    private boolean isPlain(Content.Text text) {
        boolean bare = text.citations().stream().noneMatch(Annotations::isKnown);
        return ours ? text.citations().isEmpty() && ItemNotes.id(text) == null && !ItemNotes.hasPart(text) : bare;
    }

    private void flushThoughts() {
        if (!thoughts.isEmpty() && isKnown()) {
            reasoning();
        }
        thoughts.clear();
    }

    /** Thoughts of another provider, which a client of this dialect has brought along, nobody here has heard of. */
    private boolean isKnown() {
        Content.Thinking last = thoughts.get(thoughts.size() - 1);
        if (last.seal() != null) {
            return last.seal().dialect().equals(ResponsesDialect.ID);
        }
        String id = ItemNotes.id(thoughts.get(0));
        return id == null || !ItemIds.isMade(id) || !traits.has(ChatRequestReader.SEALED);
    }

    private void reasoning() {
        json.beginObject().field("type", "reasoning");
        String summary = ours ? ItemNotes.value(thoughts.get(0), ItemNotes.SUMMARY) : null;
        boolean open = !ours && thoughts.get(0).seal() == null;
        if (summary == null) {
            texts("summary", "summary_text", /* content= */ false, open);
        } else {
            json.name("summary").raw(summary);
        }
        if (open || thoughts.stream().anyMatch(this::isContent)) {
            texts("content", "reasoning_text", /* content= */ true, open);
        }
        Content.Thinking last = thoughts.get(thoughts.size() - 1);
        if (last.seal() != null) {
            json.field("encrypted_content", last.seal().value());
        }
        item(thoughts.get(0));
        json.endObject();
    }

    private void texts(String name, String type, boolean content, boolean open) {
        json.name(name).beginArray();
        for (Content.Thinking thought : thoughts) {
            if (!thought.text().isEmpty() && (open || isContent(thought)) == content) {
                json.beginObject().field("type", type).field("text", thought.text());
                json.endObject();
            }
        }
        json.endArray();
    }

    private boolean isContent(Content.Thinking thought) {
        return ours && ItemNotes.has(thought, ItemNotes.CONTENT);
    }

    private void item(Content block) {
        if (ours) {
            ItemNotes.writeItem(json, block);
        }
    }

    private String id(String id) {
        return ours || id.isEmpty() ? id : CallIds.fit(id, LONGEST_ID);
    }
}
