package ai.gateway.dialect.anthropic;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import java.util.function.Consumer;
import java.util.function.IntSupplier;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One block of an answer that has begun and not ended. */
interface OpenBlock {

    /** What the block says when it begins; all of it, unless it is streamed. */
    void first(Json block);

    void delta(Json delta);

    void end();

    /** A text or a thought. Its signature comes last and may come in parts. */
    final class Said implements OpenBlock {

        private final int number;
        private final Consumer<AnswerEvent> sink;
        private final StringBuilder seal = new StringBuilder(0);

        Said(Content head, int number, Consumer<AnswerEvent> sink) {
            this.number = number;
            this.sink = sink;
            sink.accept(new AnswerEvent.BlockBegan(0, number, head));
        }

        @Override
        public void first(Json block) {
            delta(block);
            seal.append(block.get("data").text());
            for (Json citation : block.get("citations").items()) {
                sink.accept(new AnswerEvent.Cited(0, number, MessageCitations.read(citation)));
            }
        }

        @Override
        public void delta(Json delta) {
            String text = delta.get("text").text(delta.get("thinking").text());
            if (!text.isEmpty()) {
                sink.accept(new AnswerEvent.Piece(0, number, text));
            }
            Json citation = delta.get("citation");
            if (citation.isObject()) {
                sink.accept(new AnswerEvent.Cited(0, number, MessageCitations.read(citation)));
            }
            seal.append(delta.get("signature").text());
        }

        @Override
        public void end() {
            if (seal.length() > 0) {
                sink.accept(new AnswerEvent.Sealed(0, number, new Seal(AnthropicDialect.ID, seal.toString())));
            }
            sink.accept(new AnswerEvent.BlockEnded(0, number));
        }
    }

    /** A call of a tool of the client's. Its input is at the beginning, or in pieces. */
    final class Called implements OpenBlock {

        private final int number;
        private final Consumer<AnswerEvent> sink;
        private String input = "{}";
        private boolean streamed;

        Called(Content.ToolCall head, int number, Consumer<AnswerEvent> sink) {
            this.number = number;
            this.sink = sink;
            sink.accept(new AnswerEvent.BlockBegan(0, number, head));
        }

        @Override
        public void first(Json block) {
            input = block.get("input").isObject() ? block.get("input").toString() : input;
        }

        @Override
        public void delta(Json delta) {
            String piece = delta.get("partial_json").text();
            if (!piece.isEmpty()) {
                streamed = true;
                sink.accept(new AnswerEvent.Piece(0, number, piece));
            }
        }

        @Override
        public void end() {
            if (!streamed) {
                sink.accept(new AnswerEvent.Piece(0, number, input));
            }
            sink.accept(new AnswerEvent.BlockEnded(0, number));
        }
    }

    /** What only this dialect knows: it is shown whole, since nobody else could show a part of it. */
    final class Other implements OpenBlock {

        private final String type;
        private final Json block;
        private final Consumer<AnswerEvent> sink;
        private final IntSupplier number;
        private final StringBuilder input = new StringBuilder(0);
        private final StringBuilder content = new StringBuilder(0);

        Other(String type, Json block, Consumer<AnswerEvent> sink, IntSupplier number) {
            this.type = type;
            this.block = Json.parse(block.toBytes()); // the frame that it lies in is not ours to keep
            this.sink = sink;
            this.number = number;
        }

        @Override
        public void first(Json whole) {}

        @Override
        public void delta(Json delta) {
            input.append(delta.get("partial_json").text());
            content.append(delta.get("content").text());
        }

        @Override
        public void end() {
            JsonEdit edit = JsonEdit.of(block);
            if (isJson(input)) {
                edit.put(block, "input", input.toString());
            }
            if (content.length() > 0) {
                edit.put(block, "content", JsonWriter.quote(content.toString()));
            }
            String json = new String(edit.toBytes(), UTF_8);
            Content whole = new Content.Foreign(AnthropicDialect.ID, type, json, Notes.NONE);
            Answer.unfold(0, number.getAsInt(), whole, sink);
        }

        private static boolean isJson(CharSequence text) {
            try {
                return text.length() > 0
                        && Json.parse(text.toString().getBytes(UTF_8)).isObject();
            } catch (JsonException cut) {
                return false;
            }
        }
    }
}
