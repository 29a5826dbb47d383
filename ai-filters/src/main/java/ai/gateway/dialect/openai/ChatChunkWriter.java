package ai.gateway.dialect.openai;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.StreamWriter;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Writes an answer as chunks: the role first, the usage last, then {@code [DONE]}. */
final class ChatChunkWriter extends StreamWriter {

    private final Map<Long, Block> blocks = new HashMap<>();
    private final Map<Integer, Integer> calls = new HashMap<>();
    private final Set<Integer> greeted = new HashSet<>();
    private AnswerEvent.Began began;

    ChatChunkWriter(Asked asked) {
        super(asked, "text/event-stream");
        this.began = new AnswerEvent.Began(
                asked.id(), String.valueOf(asked.request().model()), asked.seconds(), Extras.NONE);
    }

    /** What is known of an open block. */
    private record Block(Content head, int call) {}

    @Override
    public void began(AnswerEvent.Began event) {
        began = new AnswerEvent.Began(
                event.id().isEmpty() ? asked.id() : event.id(),
                event.model().isEmpty() ? began.model() : event.model(),
                event.created() == Usage.ABSENT ? asked.seconds() : event.created(),
                event.extras());
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        int call = -1;
        if (event.head() instanceof Content.ToolCall tool) {
            call = calls.merge(event.choice(), 1, Integer::sum) - 1;
            call(event.choice(), call, tool);
        } else {
            greet(event.choice());
            if (event.head() instanceof Content.Media media) {
                JsonWriter json = delta(event.choice());
                ChatMessage.medium(json, media);
                send(json);
            }
        }
        blocks.put(key(event.choice(), event.block()), new Block(event.head(), call));
    }

    private void call(int choice, int index, Content.ToolCall call) {
        JsonWriter json = delta(choice);
        if (greeted.add(choice)) {
            json.field("role", "assistant").name("content").nullValue();
        }
        json.name("tool_calls").beginArray().beginObject().field("index", index).field("id", call.id());
        json.field("type", call.custom() ? "custom" : "function");
        json.name(call.custom() ? "custom" : "function").beginObject().field("name", call.name());
        json.field(call.custom() ? "input" : "arguments", "")
                .endObject()
                .endObject()
                .endArray();
        send(json);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        Block block = blocks.get(key(event.choice(), event.block()));
        if (block == null) {
            return;
        }
        JsonWriter json = delta(event.choice());
        block.head().show(new Flow(json, block.call(), event.text()));
        send(json);
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        Block block = blocks.get(key(event.choice(), event.block()));
        if (block == null) {
            return;
        }
        JsonWriter json = delta(event.choice());
        if (block.head() instanceof Content.Thinking thinking) {
            json.name("reasoning_details").beginArray();
            ReasoningDetails.write(json, "", event.seal(), thinking.hidden(), event.block());
            json.endArray();
        } else if (block.head() instanceof Content.ToolCall call) {
            json.name("tool_calls").beginArray().beginObject().field("index", block.call());
            more(json, call, ""); // clients refuse a piece of a call that has none
            GoogleExtra.write(json, event.seal());
            json.endObject().endArray();
        } else {
            GoogleExtra.write(json, event.seal());
        }
        send(json);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        JsonWriter json = delta(event.choice());
        json.name("annotations").beginArray();
        ChatAnswerWriter.citation(json, event.citation());
        json.endArray();
        send(json);
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        blocks.remove(key(event.choice(), event.block()));
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        greet(event.choice());
        JsonWriter json = choice(event.choice());
        json.name("delta")
                .beginObject()
                .endObject()
                .name("logprobs")
                .raw(ChatAnswerWriter.likelihoods(event.json(), asked));
        close(json.name("finish_reason").nullValue());
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        greet(event.choice());
        JsonWriter json = choice(event.choice());
        json.name("delta").beginObject().endObject().name("logprobs").nullValue();
        ChatAnswerWriter.finish(json, event, asked);
        close(json);
    }

    @Override
    protected void fail(Failure failure) {
        out.event("", Errors.openAiBody(failure));
    }

    @Override
    protected void end() {
        if (asked.request().stream() == Streaming.PIECES_AND_USAGE && usage().isKnown()) {
            JsonWriter json = head().name("choices").beginArray().endArray();
            ChatAnswerWriter.usage(json, usage(), account(), asked);
            out.event("", json.endObject().toBytes());
        }
        out.event("", "[DONE]");
    }

    /** The first chunk of a choice says who speaks. */
    private void greet(int choice) {
        if (greeted.add(choice)) {
            send(delta(choice)
                    .field("role", "assistant")
                    .field("content", "")
                    .name("refusal")
                    .nullValue());
        }
    }

    private JsonWriter head() {
        JsonWriter json = new JsonWriter(320).beginObject().field("id", began.id());
        json.field("object", "chat.completion.chunk").field("created", began.created());
        json.field("model", began.model());
        ChatAnswerWriter.service(json, usage(), account(), began.extras(), asked);
        ChatAnswerWriter.extras(json, began.extras(), asked);
        return json;
    }

    private JsonWriter choice(int index) {
        return head().name("choices").beginArray().beginObject().field("index", index);
    }

    private JsonWriter delta(int index) {
        return choice(index).name("delta").beginObject();
    }

    private void send(JsonWriter delta) {
        close(delta.endObject()
                .name("logprobs")
                .nullValue()
                .name("finish_reason")
                .nullValue());
    }

    private void close(JsonWriter choice) {
        choice.endObject().endArray();
        if (asked.request().stream() == Streaming.PIECES_AND_USAGE) {
            choice.name("usage").nullValue();
        }
        out.event("", choice.endObject().toBytes());
    }

    private static void more(JsonWriter json, Content.ToolCall call, String arguments) {
        json.name(call.custom() ? "custom" : "function").beginObject();
        json.field(call.custom() ? "input" : "arguments", arguments).endObject();
    }

    /** More of a block: where it goes is a matter of what it is. */
    private record Flow(JsonWriter json, int call, String text) implements Content.AnswerVisitor {

        @Override
        public void text(Content.Text head) {
            json.field("content", text);
        }

        @Override
        public void thinking(Content.Thinking head) {
            json.field("reasoning_content", text);
        }

        @Override
        public void refusal(Content.Refusal head) {
            json.field("refusal", text);
        }

        @Override
        public void toolCall(Content.ToolCall head) {
            json.name("tool_calls").beginArray().beginObject().field("index", call);
            more(json, head, text);
            json.endObject().endArray();
        }

        @Override
        public void media(Content.Media head) {}

        @Override
        public void foreign(Content.Foreign head) {}
    }

    private static long key(int choice, int block) {
        return (long) choice << 32 | block;
    }
}
