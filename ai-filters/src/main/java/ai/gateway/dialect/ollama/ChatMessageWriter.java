package ai.gateway.dialect.ollama;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Dropped;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes messages: one text each, with what is thought, pictures and calls beside it; results are messages of their own. */
final class ChatMessageWriter {

    private static final int LONGEST_ID = 64;

    private final JsonWriter json;
    private final boolean ours;
    private final Dropped dropped;

    /** Tools by the ids of their calls. */
    private final Map<String, String> names = new HashMap<>();

    ChatMessageWriter(JsonWriter json, ChatRequest request, Dropped dropped) {
        this.json = json;
        this.ours = request.dialect().equals(OllamaDialect.ID);
        this.dropped = dropped;
    }

    void write(Message message) {
        Sorted sorted = new Sorted(message.role() == Message.Role.ASSISTANT ? "" : "\n");
        message.content().forEach(content -> content.show(sorted));
        sorted.results.forEach(result -> result(result, message.extras()));
        if (!sorted.isEmpty() || (ours && sorted.results.isEmpty())) {
            message(message, sorted);
        }
    }

    private void message(Message message, Sorted sorted) {
        json.beginObject().field("role", role(message.role())).field("content", sorted.said.toString());
        if (message.name() != null) {
            dropped.add("messages.name");
        }
        if (sorted.thought.length() > 0) {
            json.field("thinking", sorted.thought.toString());
        }
        images(sorted.images);
        calls(sorted.calls);
        extras(message.extras());
        json.endObject();
    }

    private static String role(Message.Role role) {
        return switch (role) {
            case SYSTEM, DEVELOPER -> "system";
            case USER, TOOL -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private void images(List<Content.Media> images) {
        if (!images.isEmpty()) {
            json.name("images").beginArray();
            images.forEach(image -> json.value(image.source().value()));
            json.endArray();
        }
    }

    private void calls(List<Content.ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        json.name("tool_calls").beginArray();
        for (Content.ToolCall call : calls) {
            names.put(call.id(), call.name());
            json.beginObject().field("id", id(call.id()));
            json.name("function").beginObject().field("name", call.name()).name("arguments");
            json.raw(CallArguments.object(call.arguments(), call.custom())).endObject();
            extras(call.notes().extras());
            json.endObject();
        }
        json.endArray();
    }

    private void result(Content.ToolResult result, Extras extras) {
        Sorted sorted = new Sorted("\n");
        result.content().forEach(content -> content.show(sorted));
        // There is no member for a failure: the text says it.
        String text = (result.failed() ? "Error: " : "") + sorted.said;
        json.beginObject().field("role", "tool").field("content", text);
        String name = result.name().isEmpty() ? names.getOrDefault(result.callId(), "") : result.name();
        if (!name.isEmpty()) {
            json.field("tool_name", name);
        }
        if (!result.callId().isEmpty()) {
            json.field("tool_call_id", id(result.callId()));
        }
        images(sorted.images);
        extras(extras);
        json.endObject();
    }

    private String id(String id) {
        return ours ? id : CallIds.fit(id, LONGEST_ID);
    }

    private void extras(Extras extras) {
        if (ours) {
            extras.fields().forEach((name, value) -> json.name(name).raw(value));
        }
    }

    /** The blocks of a message by where they go. */
    private final class Sorted implements Content.Visitor {

        private final String between;
        private final StringBuilder said = new StringBuilder();
        private final StringBuilder thought = new StringBuilder();
        private final List<Content.Media> images = new ArrayList<>(0);
        private final List<Content.ToolCall> calls = new ArrayList<>(0);
        private final List<Content.ToolResult> results = new ArrayList<>(0);

        /** @param between what parts its texts, which become one */
        Sorted(String between) {
            this.between = between;
        }

        boolean isEmpty() {
            return said.length() + thought.length() + images.size() + calls.size() == 0;
        }

        private void say(String text) {
            said.append(said.length() == 0 ? "" : between).append(text);
        }

        @Override
        public void text(Content.Text text) {
            say(text.text());
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            say(refusal.text());
        }

        /** The server fetches nothing: a picture must be there in bytes. */
        @Override
        public void media(Content.Media media) {
            Source.Kind source = media.source().kind();
            if (source == Source.Kind.PLAIN) {
                say(media.source().value());
            } else if (media.kind() == Modality.IMAGE && source == Source.Kind.BASE64) {
                images.add(media);
            } else {
                dropped.add(
                        switch (media.kind()) {
                            case IMAGE -> source == Source.Kind.URL ? "messages.image_url" : "messages.image";
                            case AUDIO -> "messages.audio";
                            case VIDEO -> "messages.video";
                            case FILE, TEXT -> "messages.file";
                        });
            }
        }

        @Override
        public void thinking(Content.Thinking thinking) {
            thought.append(thinking.text());
        }

        @Override
        public void toolCall(Content.ToolCall call) {
            calls.add(call);
        }

        @Override
        public void toolResult(Content.ToolResult result) {
            results.add(result);
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            dropped.add("messages." + foreign.type());
        }
    }
}
