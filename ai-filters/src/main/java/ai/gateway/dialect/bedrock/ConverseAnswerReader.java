package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads answers of Converse, whole, and the events of their streams. */
final class ConverseAnswerReader implements AnswerReader {

    static final String STOP_REASON = "stopReason";
    static final String MODEL_FIELDS = "additionalModelResponseFields";
    static final String USAGE = "usage";

    private static final Set<String> KNOWN = Set.of("output", STOP_REASON, MODEL_FIELDS, USAGE);
    private static final Set<String> KNOWN_OF_METADATA = Set.of("output", STOP_REASON, MODEL_FIELDS, USAGE, "p");
    private static final Set<String> KNOWN_OF_MESSAGE = Set.of("role", "content", "p");
    private static final Set<String> COUNTED = Set.of(
            "inputTokens",
            "outputTokens",
            "totalTokens",
            "cacheReadInputTokens",
            "cacheReadInputTokenCount",
            "cacheWriteInputTokens",
            "cacheWriteInputTokenCount");

    private final Consumer<AnswerEvent> sink;
    private final ConverseOpenBlocks blocks;
    private boolean begun;
    private boolean finished;
    private boolean over;

    ConverseAnswerReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
        this.blocks = new ConverseOpenBlocks(sink);
    }

    static void whole(Json answer, Consumer<AnswerEvent> sink) {
        Failure failure = failureOf(answer);
        if (failure != null) {
            sink.accept(new AnswerEvent.Failed(failure));
            return;
        }
        Json message = answer.get("output").get("message");
        Extras extras = Fields.rest(message, KNOWN_OF_MESSAGE);
        sink.accept(new AnswerEvent.Began("", answer.get("model").text(), Usage.ABSENT, extras));
        boolean called = false;
        int block = 0;
        for (Json part : message.get("content").items()) {
            Content content = ConverseAnswerBlocks.read(part);
            called |= content instanceof Content.ToolCall;
            Answer.unfold(0, block++, content, sink);
        }
        finish(answer, called, sink);
        used(answer, KNOWN, sink);
        sink.accept(new AnswerEvent.Ended());
    }

    private static @Nullable Failure failureOf(Json answer) {
        Json told = answer.get("message");
        String message = told.isString() && !answer.get("output").exists() ? Errors.orUnnamed(told) : Errors.in(answer);
        return message == null
                ? null
                : Failure.told(message, new Failure.Origin(0, Errors.type(answer), Errors.code(answer)));
    }

    /** The names are those of the event types; of an exception it is the exception's. */
    @Override
    public void frame(String name, Json frame) {
        if (over) {
            return;
        }
        switch (name) {
            case "messageStart" -> begin(Fields.rest(frame, KNOWN_OF_MESSAGE));
            case "contentBlockStart" -> {
                begin(Extras.NONE);
                blocks.start(frame);
            }
            case "contentBlockDelta" -> {
                begin(Extras.NONE);
                blocks.delta(frame);
            }
            case "contentBlockStop" -> blocks.stop(frame);
            case "messageStop" -> stop(frame);
            case "metadata" -> used(frame, KNOWN_OF_METADATA, sink);
            default -> failed(name, frame);
        }
    }

    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        blocks.end();
        sink.accept(new AnswerEvent.Ended());
    }

    private void begin(Extras extras) {
        if (!begun) {
            begun = true;
            sink.accept(new AnswerEvent.Began("", "", Usage.ABSENT, extras));
        }
    }

    private void stop(Json frame) {
        begin(Extras.NONE);
        blocks.end();
        if (!finished) {
            finished = finish(frame, blocks.hasCalled(), sink);
        }
    }

    /** An event that nobody knows is none of ours. */
    private void failed(String name, Json frame) {
        Json message = frame.get("message");
        if (name.endsWith("Exception") || message.isString()) {
            over = true;
            Failure.Origin origin = new Failure.Origin(status(name), name, "");
            sink.accept(new AnswerEvent.Failed(Failure.told(Errors.orUnnamed(message), origin)));
        }
    }

    /** With which status the exception would have come, had it come in time. */
    private static int status(String exception) {
        return switch (exception) {
            case "throttlingException" -> 429;
            case "validationException" -> 400;
            case "serviceUnavailableException" -> 503;
            case "internalServerException" -> 500;
            case "modelTimeoutException" -> 504;
            default -> 0;
        };
    }

    /** Whether it says why the model has stopped. A reason that has no name of its own in the exchange is kept. */
    private static boolean finish(Json from, boolean called, Consumer<AnswerEvent> sink) {
        String word = from.get(STOP_REASON).text();
        if (word.isEmpty()) {
            return false;
        }
        Json fields = from.get(MODEL_FIELDS);
        Json sequence = fields.get("stop_sequence");
        String stopSequence = sequence.isString() ? sequence.text() : null;
        FinishReason told = BedrockAnswer.finish(word.toLowerCase(Locale.ROOT));
        FinishReason reason = called && told == FinishReason.STOP ? FinishReason.TOOL_CALLS : told;
        Map<String, String> extras = new LinkedHashMap<>();
        if (fields.exists()) {
            extras.put(MODEL_FIELDS, fields.toString());
        }
        if (!ConverseAnswerWriter.word(reason, stopSequence).equals(word)) {
            extras.put(STOP_REASON, from.get(STOP_REASON).toString());
        }
        sink.accept(
                new AnswerEvent.Finished(0, reason, stopSequence, extras.isEmpty() ? Extras.NONE : new Extras(extras)));
        return true;
    }

    /** What stands beside the usage is part of the account: how long it took, what the guardrails saw, the tier. */
    private static void used(Json from, Set<String> known, Consumer<AnswerEvent> sink) {
        Json usage = from.get(USAGE);
        Map<String, String> account =
                new LinkedHashMap<>(Fields.rest(from, known).fields());
        Extras rest = Fields.rest(usage, COUNTED);
        if (!rest.isEmpty()) {
            account.put(USAGE, ModelFields.object(rest.fields()));
        }
        if (usage.isObject() || !account.isEmpty()) {
            Extras extras = account.isEmpty() ? Extras.NONE : new Extras(account);
            sink.accept(new AnswerEvent.Used(BedrockAnswer.counts(from), extras));
        }
    }
}
