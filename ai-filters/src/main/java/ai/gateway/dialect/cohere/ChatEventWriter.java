package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.OneAnswerWriter;
import ai.gateway.dialect.cohere.ChatCitations.Cited;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.function.Consumer;

/** Writes an answer as events: {@code message-start}, its blocks one after the other, {@code message-end}, {@code [DONE]}. */
final class ChatEventWriter extends OneAnswerWriter {

    private final boolean ours;
    private final Begin begin = new Begin();
    private AnswerEvent.Finished finished = new AnswerEvent.Finished(0, FinishReason.OTHER, null, Extras.NONE);
    private ChatBlock block = ChatBlock.NONE;
    private int contents;
    private int calls;
    private int citations;
    private boolean begun;

    ChatEventWriter(Asked asked) {
        super(asked, "text/event-stream");
        this.ours = ChatAnswerWriter.isOurs(asked);
    }

    @Override
    public void began(AnswerEvent.Began event) {
        if (begun) {
            return;
        }
        begun = true;
        JsonWriter json = new JsonWriter().beginObject();
        json.field("id", event.id().isEmpty() ? asked.id() : event.id()).field("type", "message-start");
        json.name("delta").beginObject().name("message").beginObject().field("role", "assistant");
        json.name("content").beginArray().endArray().field(ToolPlan.MEMBER, "");
        json.name("tool_calls").beginArray().endArray();
        json.name("citations").beginArray().endArray().endObject().endObject();
        ChatAnswerWriter.extras(json, event.extras(), asked);
        send("message-start", json);
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        begin();
        event.head().show(begin);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        block.piece(event.text());
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        block.seal(event.seal());
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        block.cite(event.citation());
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        block.end();
        block = ChatBlock.NONE;
    }

    /** They come beside the text, of which there is no more to say here. */
    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        begin();
        for (Json token : ChatLogprobs.tokens(event.json())) {
            JsonWriter json = delta("content-delta", Math.max(contents - 1, 0));
            json.name("content").beginObject().field("text", "").endObject();
            json.endObject().endObject().name("logprobs");
            ChatLogprobs.write(json, token);
            send("content-delta", json);
        }
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        finished = event;
    }

    @Override
    protected void fail(Failure failure) {
        out.event("message-end", CohereDialect.failedEnd(failure, asked.id()));
    }

    @Override
    protected void end() {
        begin();
        JsonWriter json = head("message-end").name("delta").beginObject();
        Extras extras = ours ? finished.extras() : Extras.NONE;
        ChatAnswerWriter.finish(json, finished.reason(), finished.stopSequence() != null, extras);
        ChatAnswerWriter.usage(json, usage(), account(), asked);
        ChatAnswerWriter.rest(json, extras, asked);
        send("message-end", json.endObject());
        out.event("", "[DONE]");
    }

    private void begin() {
        began(new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE));
    }

    private static JsonWriter head(String type) {
        return new JsonWriter(160).beginObject().field("type", type);
    }

    private static JsonWriter delta(String type, int index) {
        return head(type)
                .field("index", index)
                .name("delta")
                .beginObject()
                .name("message")
                .beginObject();
    }

    private void sendDelta(String type, JsonWriter delta) {
        send(type, delta.endObject().endObject());
    }

    private void send(String type, JsonWriter json) {
        out.event(type, json.endObject().toBytes());
    }

    private void sendEnd(String type, int index) {
        send(type, head(type).field("index", index));
    }

    private void sendCitation(Consumer<JsonWriter> citation) {
        int index = citations++;
        JsonWriter json = delta("citation-start", index).name("citations");
        citation.accept(json);
        sendDelta("citation-start", json);
        sendEnd("citation-end", index);
    }

    /** A block begins: how is a matter of what it is. */
    private final class Begin implements Content.AnswerVisitor {

        @Override
        public void text(Content.Text text) {
            block = new Said("text", contents++);
        }

        @Override
        public void refusal(Content.Refusal refusal) {
            block = new Said("text", contents++);
        }

        @Override
        public void thinking(Content.Thinking thinking) {
            block = ours && ToolPlan.is(thinking) ? new Plan() : new Said("thinking", contents++);
        }

        @Override
        public void toolCall(Content.ToolCall call) {
            block = new Called(call, calls++);
        }

        @Override
        public void foreign(Content.Foreign foreign) {
            if (ours && foreign.type().equals(ChatAnswerWriter.CITATION)) {
                sendCitation(json -> json.raw(foreign.json()));
            }
        }

        @Override
        public void media(Content.Media media) {}
    }

    /** What is said or thought. */
    private final class Said implements ChatBlock {

        private final String type;
        private final int index;
        private final StringBuilder text = new StringBuilder();

        Said(String type, int index) {
            this.type = type;
            this.index = index;
            JsonWriter json = delta("content-start", index).name("content").beginObject();
            json.field("type", type).field(type, "").endObject();
            sendDelta("content-start", json);
        }

        @Override
        public void piece(String piece) {
            text.append(piece);
            JsonWriter json = delta("content-delta", index).name("content").beginObject();
            sendDelta("content-delta", json.field(type, piece).endObject());
        }

        @Override
        public void seal(Seal seal) {
            JsonWriter json = delta("content-delta", index).name("content").beginObject();
            ChatAnswerWriter.signature(json.field(type, ""), seal);
            sendDelta("content-delta", json.endObject());
        }

        @Override
        public void cite(Citation citation) {
            sendCitation(json -> ChatCitations.write(json, citation, new Cited(text, index), ours));
        }

        @Override
        public void end() {
            sendEnd("content-end", index);
        }
    }

    /** What the model plans before it calls. */
    private final class Plan implements ChatBlock {

        @Override
        public void piece(String piece) {
            JsonWriter json = head("tool-plan-delta").name("delta").beginObject();
            sendDelta("tool-plan-delta", json.name("message").beginObject().field(ToolPlan.MEMBER, piece));
        }
    }

    /** A call. The input of a custom tool waits until it is whole: it goes into an object. */
    private final class Called implements ChatBlock {

        private final boolean custom;
        private final int index;
        private final StringBuilder input = new StringBuilder();

        Called(Content.ToolCall call, int index) {
            this.custom = call.custom();
            this.index = index;
            JsonWriter json = delta("tool-call-start", index).name("tool_calls").beginObject();
            json.field("id", call.id())
                    .field("type", "function")
                    .name("function")
                    .beginObject();
            json.field("name", call.name()).field("arguments", "").endObject().endObject();
            sendDelta("tool-call-start", json);
        }

        @Override
        public void piece(String piece) {
            if (custom) {
                input.append(piece);
            } else {
                arguments(piece);
            }
        }

        private void arguments(String text) {
            JsonWriter json = delta("tool-call-delta", index).name("tool_calls").beginObject();
            json.name("function").beginObject().field("arguments", text).endObject();
            sendDelta("tool-call-delta", json.endObject());
        }

        @Override
        public void seal(Seal seal) {
            JsonWriter json = delta("tool-call-delta", index).name("tool_calls").beginObject();
            ChatAnswerWriter.signature(json, seal);
            sendDelta("tool-call-delta", json.endObject());
        }

        @Override
        public void end() {
            if (custom) {
                arguments(ChatTools.arguments(input.toString(), custom));
            }
            sendEnd("tool-call-end", index);
        }
    }
}
