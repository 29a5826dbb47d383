package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The blocks of a stream that are open. Calls say where they begin; of texts and thoughts it is their first delta that
 * does. What the exchange knows whole only is collected until it ends.
 */
final class ConverseOpenBlocks {

    private final Consumer<AnswerEvent> sink;
    private final Map<Long, Block> open = new LinkedHashMap<>();
    private int next;
    private boolean called;

    ConverseOpenBlocks(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    /** Whether the model has called a tool of the client's. */
    boolean hasCalled() {
        return called;
    }

    void start(Json event) {
        long index = index(event);
        Json start = event.get("start");
        Json call = start.get("toolUse");
        if (call.isObject() && !ConverseAnswerBlocks.isServers(call)) {
            called = true;
            replace(index, new Flowing(ConverseAnswerBlocks.call(call, "")));
            return;
        }
        for (String kind : new String[] {"toolUse", "toolResult", "image"}) {
            if (start.get(kind).isObject()) {
                replace(index, new Collected(kind, start.get(kind)));
            }
        }
    }

    void delta(Json event) {
        long index = index(event);
        Json delta = event.get("delta");
        if (open.get(index) instanceof Collected collected) {
            collected.add(delta);
            return;
        }
        Json text = delta.get("text");
        if (text.isString()) {
            flowing(index, Content.Text.of("")).flow(text.text());
        }
        if (delta.get("citation").isObject()) {
            Flowing block = flowing(index, Content.Text.of(""));
            sink.accept(new AnswerEvent.Cited(0, block.number, ConverseCitations.read(delta.get("citation"))));
        }
        reasoning(index, delta.get("reasoningContent"));
        Json input = delta.get("toolUse").get("input");
        if (input.isString() && open.get(index) instanceof Flowing call && call.head instanceof Content.ToolCall) {
            call.flow(input.text());
        }
    }

    private void reasoning(long index, Json reasoning) {
        if (reasoning.get("redactedContent").isString()) {
            flowing(index, thinking(/* hidden= */ true))
                    .seal
                    .append(reasoning.get("redactedContent").text());
        }
        if (reasoning.get("text").isString()) {
            flowing(index, thinking(/* hidden= */ false))
                    .flow(reasoning.get("text").text());
        }
        if (reasoning.get("signature").isString()) {
            flowing(index, thinking(/* hidden= */ false))
                    .seal
                    .append(reasoning.get("signature").text());
        }
    }

    void stop(Json event) {
        Block block = open.remove(index(event));
        if (block != null) {
            block.end();
        }
    }

    /** Ends whatever is open. */
    void end() {
        open.values().forEach(Block::end);
        open.clear();
    }

    private static long index(Json event) {
        return event.get("contentBlockIndex").number(0);
    }

    private static Content.Thinking thinking(boolean hidden) {
        return new Content.Thinking("", null, hidden, Notes.NONE);
    }

    /** The open block of that kind; begins one where another kind is open, or none. */
    private Flowing flowing(long index, Content head) {
        if (open.get(index) instanceof Flowing block && block.isOf(head)) {
            return block;
        }
        Flowing block = new Flowing(head);
        replace(index, block);
        return block;
    }

    private void replace(long index, Block block) {
        Block old = open.put(index, block);
        if (old != null) {
            old.end();
        }
        block.begin();
    }

    /** One open block. */
    private interface Block {

        void begin();

        void end();
    }

    /** A block that is told piece by piece. */
    private final class Flowing implements Block {

        private final Content head;
        private final StringBuilder seal = new StringBuilder(0);
        private int number;

        Flowing(Content head) {
            this.head = head;
        }

        boolean isOf(Content other) {
            boolean hidden = other instanceof Content.Thinking thinking && thinking.hidden();
            return head.getClass() == other.getClass()
                    && hidden == (head instanceof Content.Thinking thinking && thinking.hidden());
        }

        @Override
        public void begin() {
            number = next++;
            sink.accept(new AnswerEvent.BlockBegan(0, number, head));
        }

        void flow(String text) {
            if (!text.isEmpty()) {
                sink.accept(new AnswerEvent.Piece(0, number, text));
            }
        }

        @Override
        public void end() {
            if (seal.length() > 0) {
                sink.accept(new AnswerEvent.Sealed(0, number, new Seal(BedrockDialect.ID, seal.toString())));
            }
            sink.accept(new AnswerEvent.BlockEnded(0, number));
        }
    }

    /** A block that is told when it is whole: what the maker's own tools are asked and answer, and pictures. */
    private final class Collected implements Block {

        private final String kind;
        private final StringBuilder input = new StringBuilder(0);
        private final Map<String, String> members = new LinkedHashMap<>();
        private final JsonWriter content = new JsonWriter().beginArray();

        Collected(String kind, Json start) {
            this.kind = kind;
            start.members((name, value) -> members.put(name, value.toString()));
        }

        void add(Json delta) {
            input.append(delta.get("toolUse").get("input").text());
            delta.get("toolResult").items().forEach(content::raw);
            delta.get("image").members((name, value) -> members.put(name, value.toString()));
        }

        @Override
        public void begin() {}

        @Override
        public void end() {
            if (kind.equals("toolUse")) {
                members.put("input", input());
            } else if (kind.equals("toolResult")) {
                members.put("content", content.endArray().toString());
            }
            JsonWriter json = new JsonWriter().beginObject().name(kind).raw(ModelFields.object(members));
            Json block = Json.parse(json.endObject().toBytes());
            Answer.unfold(0, next++, ConverseAnswerBlocks.read(block), sink);
        }

        /** Models get it wrong at times: then it is no JSON, and stays a text. */
        private String input() {
            try {
                return input.length() == 0
                        ? "{}"
                        : Json.parse(input.toString().getBytes(UTF_8)).toString();
            } catch (JsonException notJson) {
                return JsonWriter.quote(input.toString());
            }
        }
    }
}
