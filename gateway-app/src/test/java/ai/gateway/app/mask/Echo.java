package ai.gateway.app.mask;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a model answers that repeats what it has read: it thinks of the first text, says all of them, and gives each of them to a
 * tool. What is JSON in a text becomes the arguments of a call.
 *
 * @param plain texts, in the order of the request
 * @param json texts that are JSON objects
 */
record Echo(List<String> plain, List<String> json) {

    private static final Extras NONE = Extras.NONE;

    /** Each as a text of its own, or as arguments where it is JSON; an array cannot be all that a tool is given. */
    static Echo of(Stream<String> texts) {
        Echo echo = new Echo(new ArrayList<>(), new ArrayList<>());
        texts.forEach(text -> {
            if (isJson(text)) {
                echo.json.add(text.strip().startsWith("[") ? "{\"value\":" + text + "}" : text);
            } else {
                echo.plain.add(text);
            }
        });
        return echo;
    }

    private static boolean isJson(String text) {
        try {
            String stripped = text.strip();
            boolean may = stripped.startsWith("{") || stripped.startsWith("[");
            return may && Json.parse(text.getBytes(UTF_8)).exists();
        } catch (JsonException justText) {
            return false;
        }
    }

    String said() {
        return String.join("\n", plain);
    }

    String given() {
        JsonWriter writer = new JsonWriter().beginObject().name("texts").beginArray();
        plain.forEach(writer::value);
        return writer.endArray().endObject().toString();
    }

    /** The answer as a client of that dialect gets it. */
    byte[] whole(Dialect dialect, Asked asked) {
        return codec(dialect).writeAnswer(answer(), asked);
    }

    /** The same in pieces of a few letters. */
    AnswerWriter stream(Dialect dialect, Asked asked, long seed) {
        AnswerWriter writer = codec(dialect).answerWriter(asked);
        Random dice = new Random(seed);
        answer().unfold(event -> cut(event, dice, writer));
        return writer;
    }

    static ChatCodec codec(Dialect dialect) {
        return Objects.requireNonNull(dialect.chat());
    }

    private static void cut(AnswerEvent event, Random dice, Consumer<AnswerEvent> sink) {
        if (!(event instanceof AnswerEvent.Piece piece)) {
            sink.accept(event);
            return;
        }
        int[] letters = piece.text().codePoints().toArray();
        int most = 1 + dice.nextInt(letters.length > 4000 ? 40 : 8);
        for (int from = 0; from < letters.length; ) {
            int to = Math.min(letters.length, from + 1 + dice.nextInt(most));
            sink.accept(new AnswerEvent.Piece(piece.choice(), piece.block(), new String(letters, from, to - from)));
            from = to;
        }
    }

    private Answer answer() {
        List<Content> blocks = new ArrayList<>();
        if (!plain.isEmpty()) {
            blocks.add(new Content.Thinking(plain.get(0), null, false, Content.Notes.NONE));
            blocks.add(Content.Text.of(said()));
            blocks.add(call(0, given()));
        }
        for (int i = 0; i < json.size(); i++) {
            blocks.add(call(i + 1, json.get(i)));
        }
        boolean calls = blocks.stream().anyMatch(Content.ToolCall.class::isInstance);
        Answer.Choice choice =
                new Answer.Choice(0, blocks, calls ? FinishReason.TOOL_CALLS : FinishReason.STOP, null, null, NONE);
        return new Answer("echo-1", "m", 1_760_000_000L, List.of(choice), Usage.NONE, NONE, NONE);
    }

    private static Content.ToolCall call(int number, String arguments) {
        return new Content.ToolCall("call_" + number, "echo", arguments, false, null, Content.Notes.NONE);
    }
}
