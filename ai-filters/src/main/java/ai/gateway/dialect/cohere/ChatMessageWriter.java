package ai.gateway.dialect.cohere;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Media;
import ai.gateway.dialect.PartVisitor;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Modality;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages. Results of tools are messages of their own here and hold texts and documents; pictures among them follow
 * the last result of the turn, as if the user had sent them.
 */
final class ChatMessageWriter {

    private static final int LONGEST_ID = 64;

    private final JsonWriter json;
    private final boolean ours;
    private final Traits traits;
    private final Dropped dropped;
    private final List<Content> pictures = new ArrayList<>(0);

    ChatMessageWriter(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.ours = request.dialect().equals(CohereDialect.ID);
        this.traits = traits;
        this.dropped = dropped;
    }

    void write(Message message) {
        Sorted sorted = new Sorted(message.role());
        message.content().forEach(content -> content.show(sorted));
        sorted.results.forEach(result -> result(result, message.extras()));
        if (!sorted.isEmpty() || (ours && sorted.results.isEmpty())) {
            end();
            message(message, sorted);
        }
    }

    /** Nothing more of the turn follows. */
    void end() {
        if (!pictures.isEmpty()) {
            json.beginObject().field("role", "user");
            content(pictures);
            json.endObject();
            pictures.clear();
        }
    }

    private void message(Message message, Sorted sorted) {
        json.beginObject().field("role", role(message.role()));
        if (message.name() != null) {
            dropped.add("messages.name");
        }
        if (sorted.plan.length() > 0) {
            json.field(ToolPlan.MEMBER, sorted.plan.toString());
        }
        if (!sorted.said.isEmpty()) {
            content(sorted.said);
        }
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

    /** A string where there is but one plain text; parts otherwise. */
    private void content(List<Content> said) {
        json.name("content");
        if (said.size() == 1 && said.get(0) instanceof Content.Text text && isPlain(text.notes())) {
            json.value(text.text());
            return;
        }
        Parts parts = new Parts();
        json.beginArray();
        said.forEach(content -> content.show(parts));
        json.endArray();
    }

    private boolean isPlain(Notes notes) {
        return !ours || notes.extras().isEmpty();
    }

    private void calls(List<Content.ToolCall> calls) {
        if (calls.isEmpty()) {
            return;
        }
        json.name("tool_calls").beginArray();
        for (Content.ToolCall call : calls) {
            json.beginObject().field("id", id(call.id())).field("type", "function");
            json.name("function").beginObject().field("name", call.name());
            json.field("arguments", ours ? call.arguments() : ChatTools.arguments(call.arguments(), call.custom()));
            json.endObject();
            extras(call.notes().extras());
            json.endObject();
        }
        json.endArray();
    }

    private void result(Content.ToolResult result, Extras extras) {
        List<Content> told = new ArrayList<>();
        int shown = pictures.size();
        for (Content content : result.content()) {
            if (!(content instanceof Content.Media media)) {
                told.add(content);
            } else if (media.kind() == Modality.IMAGE && !ours) {
                pictures.addAll(isSayable(media, Message.Role.USER) ? List.of(media) : List.of());
            } else if (isSayable(media, Message.Role.TOOL)) {
                told.add(media);
            }
        }
        if (told.isEmpty() && !ours) {
            told.add(Content.Text.of(pictures.size() == shown ? "" : "(see the next message)"));
        }
        // There is no member for a failure: the text says it.
        if (result.failed()) {
            boolean text = !told.isEmpty() && told.get(0) instanceof Content.Text;
            told.add(0, Content.Text.of("Error: " + (text ? told.remove(0).flow() : "")));
        }
        json.beginObject().field("role", "tool").field("tool_call_id", id(result.callId()));
        content(told);
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

    /** Whether a message of that role can hold it; noted as dropped where it cannot. */
    private boolean isSayable(Content.Media media, Message.Role role) {
        boolean plain = media.source().kind() == Source.Kind.PLAIN;
        boolean picture = media.kind() == Modality.IMAGE && media.source().kind() != Source.Kind.UPLOADED;
        if (plain || (picture && (ours || role == Message.Role.USER))) {
            return true;
        }
        dropped.add(
                switch (media.kind()) {
                    case IMAGE -> "messages.image";
                    case AUDIO -> "messages.audio";
                    case VIDEO -> "messages.video";
                    case FILE, TEXT -> "messages.file";
                });
        return false;
    }

    /** The blocks of a message by where they go. */
    private final class Sorted implements Content.Visitor {

        private final Message.Role role;
        private final StringBuilder plan = new StringBuilder();
        private final List<Content> said = new ArrayList<>();
        private final List<Content.ToolCall> calls = new ArrayList<>(0);
        private final List<Content.ToolResult> results = new ArrayList<>(0);

        Sorted(Message.Role role) {
            this.role = role;
        }

        boolean isEmpty() {
            return plan.length() == 0 && said.isEmpty() && calls.isEmpty();
        }

        @Override
        public void text(Content.Text text) {
            said.add(text);
        }

        /** Of documents the API knows results and, within a request, a list of their own: here they are texts. */
        @Override
        public void media(Content.Media media) {
            if (isSayable(media, role)) {
                boolean text = media.source().kind() == Source.Kind.PLAIN && !ours;
                said.add(text ? Content.Text.of(media.source().value()) : media);
            }
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            said.add(Content.Text.of(refusal.text()));
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            if (foreign.dialect().equals(CohereDialect.ID)) {
                said.add(foreign);
            } else {
                dropped.add("messages." + foreign.type());
            }
        }

        /** What nobody but its provider can read is left out. */
        @Override
        public void thinking(Content.Thinking thinking) {
            if (ours && ToolPlan.is(thinking)) {
                plan.append(thinking.text());
            } else if (ours || (!thinking.text().isEmpty() && traits.has("content=thinking"))) {
                if (!thinking.hidden()) {
                    said.add(thinking);
                }
            }
        }

        @Override
        public void toolCall(Content.ToolCall call) {
            calls.add(call);
        }

        @Override
        public void toolResult(Content.ToolResult result) {
            results.add(result);
        }
    }

    /** The parts of a message's content. */
    private final class Parts implements PartVisitor {

        @Override
        public void text(Content.Text text) {
            json.beginObject().field("type", "text").field("text", text.text());
            extras(text.notes().extras());
            json.endObject();
        }

        @Override
        public void thinking(Content.Thinking thinking) {
            json.beginObject().field("type", "thinking").field("thinking", thinking.text());
            extras(thinking.notes().extras());
            json.endObject();
        }

        @Override
        public void media(Content.Media media) {
            if (media.kind() == Modality.IMAGE) {
                json.beginObject().field("type", "image_url").name("image_url").beginObject();
                json.field("url", Media.url(media, "image/png"));
                extras(media.notes().extras());
                json.endObject().endObject();
            } else {
                json.beginObject().field("type", "document");
                document(media);
                extras(media.notes().extras());
                json.endObject();
            }
        }

        /** Its data is an object: the text itself where it is one, as that of Cohere's own documents. */
        private void document(Content.Media media) {
            String text = media.source().value();
            json.name("document").beginObject();
            if (media.name() != null) {
                json.field("id", media.name());
            }
            json.name("data");
            if (CallArguments.isObject(text)) {
                json.raw(text);
            } else {
                json.beginObject().field("text", text).endObject();
            }
            json.endObject();
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            text(Content.Text.of(refusal.text()));
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            if (foreign.dialect().equals(CohereDialect.ID)) {
                json.raw(foreign.json());
            } else {
                dropped.add("messages." + foreign.type());
            }
        }
    }
}
