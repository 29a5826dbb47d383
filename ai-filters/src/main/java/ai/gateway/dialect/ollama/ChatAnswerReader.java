package ai.gateway.dialect.ollama;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.OpenBlocks;
import ai.gateway.dialect.Seals;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads answers: the lines of a stream, and whole ones, which are its only line. */
final class ChatAnswerReader implements AnswerReader {

    static final String REASON = "done_reason";

    private static final Set<String> KNOWN =
            Set.of("model", "created_at", "message", "done", REASON, "prompt_eval_count", "eval_count", "logprobs");

    /** How long it took, which the last line tells beside the counts. */
    private static final Set<String> MEASURED =
            Set.of("total_duration", "load_duration", "prompt_eval_duration", "eval_duration");

    private static final Content.Thinking THOUGHT = new Content.Thinking("", null, /* hidden= */ false, Notes.NONE);

    private final Consumer<AnswerEvent> sink;
    private final OpenBlocks blocks;
    private boolean begun;
    private int calls;
    private boolean done;
    private boolean over;

    ChatAnswerReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
        this.blocks = new OpenBlocks(0, sink);
    }

    @Override
    public void frame(String name, Json line) {
        if (over || done) {
            return;
        }
        String error = Errors.in(line);
        if (error != null) {
            over = true;
            blocks.end();
            sink.accept(new AnswerEvent.Failed(Failure.told(error, new Failure.Origin(0, "", ""))));
            return;
        }
        begin(line);
        message(line);
        if (line.get("logprobs").size() > 0) {
            sink.accept(new AnswerEvent.Likelihoods(0, "{\"content\":" + line.get("logprobs") + "}"));
        }
        if (line.get("done").flag(false)) {
            finish(line);
        }
    }

    /** What did not say that it is done is not: of such an answer only the blocks are brought to an end. */
    @Override
    public void end() {
        if (over) {
            return;
        }
        over = true;
        blocks.end();
        if (done) {
            sink.accept(new AnswerEvent.Ended());
        }
    }

    /** It is all there is, whether it says so or not. */
    void endWhole() {
        done = true;
        end();
    }

    private void begin(Json line) {
        if (begun) {
            return;
        }
        begun = true;
        Map<String, String> rest = new LinkedHashMap<>(Fields.rest(line, KNOWN).fields());
        rest.keySet().removeAll(MEASURED);
        sink.accept(new AnswerEvent.Began(
                "",
                line.get("model").text(),
                seconds(line.get("created_at")),
                rest.isEmpty() ? Extras.NONE : new Extras(rest)));
    }

    private static long seconds(Json created) {
        try {
            return Math.max(OffsetDateTime.parse(created.text()).toEpochSecond(), Usage.ABSENT);
        } catch (DateTimeException unknown) {
            return Usage.ABSENT;
        }
    }

    private void message(Json line) {
        Json message = line.get("message");
        String thinking = message.get("thinking").text();
        if (!thinking.isEmpty()) {
            blocks.flow(THOUGHT, thinking);
        }
        Seal seal = seal(message);
        if (seal != null) {
            blocks.run(THOUGHT);
            blocks.seal(seal);
        }
        String content = message.get("content").text();
        if (!content.isEmpty()) {
            blocks.flow(Content.Text.of(""), content);
        }
        for (Json image : message.get("images").items()) {
            blocks.whole(ChatMessageReader.image(image.text()));
        }
        for (Json call : message.get("tool_calls").items()) {
            call(call, line.get("created_at").text());
        }
    }

    /** Older servers give calls no ids. Other dialects need one that is not that of a call in another turn. */
    private void call(Json call, String created) {
        Json function = call.get("function");
        Json arguments = function.get("arguments");
        String name = function.get("name").text();
        String id = call.get("id").text();
        String key = created + ' ' + name + ' ' + calls++;
        blocks.whole(new Content.ToolCall(
                id.isEmpty() ? CallIds.fit(key, /* most= */ 0) : id,
                name,
                arguments.isObject() ? arguments.toString() : arguments.text("{}"),
                /* custom= */ false,
                seal(call),
                Notes.NONE));
    }

    private static @Nullable Seal seal(Json member) {
        String signature = member.get(ChatMessageReader.SIGNATURE).text();
        return signature.isEmpty() ? null : Seals.read(signature, OllamaDialect.ID);
    }

    /** Calls come with a plain stop. */
    private void finish(Json line) {
        done = true;
        blocks.end();
        String word = line.get(REASON).text();
        FinishReason reason = OllamaAnswer.finish(word);
        Extras extras = reason == FinishReason.OTHER
                ? new Extras(Map.of(REASON, line.get(REASON).toString()))
                : Extras.NONE;
        reason = calls > 0 && reason == FinishReason.STOP ? FinishReason.TOOL_CALLS : reason;
        sink.accept(new AnswerEvent.Finished(0, reason, null, extras));
        Map<String, String> measured =
                new LinkedHashMap<>(Fields.rest(line, KNOWN).fields());
        measured.keySet().retainAll(MEASURED);
        Usage usage = OllamaAnswer.usage(line);
        if (usage.isKnown() || !measured.isEmpty()) {
            sink.accept(new AnswerEvent.Used(usage, measured.isEmpty() ? Extras.NONE : new Extras(measured)));
        }
    }
}
