package ai.gateway.dialect.responses;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Errors;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads answers. The last event of a stream has all of the response again, so a whole one is but a last event. What the
 * pieces have not said is taken from there; what they have is not told twice.
 */
final class ChatAnswerReader implements AnswerReader {

    private static final Set<String> KNOWN = Set.of(
            "id",
            "object",
            "created_at",
            "model",
            "status",
            "error",
            "incomplete_details",
            "output",
            "output_text",
            "usage");
    private static final Set<String> COUNTED = Set.of("input_tokens", "output_tokens", "total_tokens");

    /** What every response says that has nothing else to say. */
    private static final Set<String> USUAL = Set.of(
            "background:false",
            "metadata:{}",
            "parallel_tool_calls:true",
            "reasoning:{\"effort\":null,\"summary\":null}",
            "store:false",
            "temperature:1",
            "temperature:1.0",
            "text:{\"format\":{\"type\":\"text\"}}",
            "tool_choice:\"auto\"",
            "tools:[]",
            "top_logprobs:0",
            "top_p:1",
            "top_p:1.0",
            "truncation:\"disabled\"");

    private final Consumer<AnswerEvent> sink;
    private final OutputReader output;
    private boolean begun;
    private boolean over;

    ChatAnswerReader(Consumer<AnswerEvent> sink) {
        this.sink = sink;
        this.output = new OutputReader(sink);
    }

    void whole(Json response) {
        Failure failure = failure("", response);
        if (failure != null) {
            fail(failure);
        } else {
            finish(response);
        }
    }

    @Override
    public void frame(String name, Json frame) {
        if (over) {
            return;
        }
        String type = frame.get("type").text(name);
        Json response = frame.get("response");
        Failure failure = failure(type, frame);
        failure = failure == null ? failure("", response) : failure;
        if (failure != null) {
            fail(failure);
            return;
        }
        switch (type) {
            case "response.completed", "response.incomplete", "response.failed", "response.cancelled" ->
                finish(response);
            default -> {
                if (response.isObject()) {
                    boolean waits = response.get("status").is("queued");
                    begin(response, waits ? rest(response, /* open= */ true) : Extras.NONE);
                }
                output.read(type, frame);
            }
        }
    }

    @Override
    public void end() {
        if (!over) {
            over = true;
            output.end();
            sink.accept(new AnswerEvent.Ended());
        }
    }

    private void fail(Failure failure) {
        over = true;
        sink.accept(new AnswerEvent.Failed(failure));
    }

    private static @Nullable Failure failure(String type, Json frame) {
        String message = Errors.in(frame);
        if (message == null && type.equals("error")) {
            message = Errors.orUnnamed(frame.get("message"));
        }
        if (message == null) {
            return null;
        }
        String kind = Errors.type(frame);
        return Failure.told(message, new Failure.Origin(0, kind.equals(type) ? "" : kind, Errors.code(frame)));
    }

    private void begin(Json response, Extras extras) {
        if (!begun) {
            begun = true;
            sink.accept(new AnswerEvent.Began(
                    response.get("id").text(),
                    response.get("model").text(),
                    Counts.of(response.get("created_at")),
                    extras));
        }
    }

    /** A response in the background may still be under way: then it says so, and no choice is finished. */
    private void finish(Json response) {
        over = true;
        String status = response.get("status").text("completed");
        boolean open = status.equals("in_progress") || status.equals("queued");
        Extras rest = rest(response, open);
        begin(response, open ? rest : Extras.NONE);
        output.all(response.get("output"));
        output.end();
        if (!open) {
            sink.accept(new AnswerEvent.Finished(0, output.reason(reason(response, status)), null, rest));
        }
        Json told = response.get("usage");
        Usage usage = ResponsesUsage.of(response);
        if (told.isObject() || !usage.equals(Usage.NONE)) {
            sink.accept(new AnswerEvent.Used(usage, told.isObject() ? ItemNotes.rest(told, COUNTED) : Extras.NONE));
        }
        sink.accept(new AnswerEvent.Ended());
    }

    private static FinishReason reason(Json response, String status) {
        return switch (status) {
            case "failed" -> FinishReason.ERROR;
            case "incomplete" ->
                ResponsesAnswer.incomplete(response.get("incomplete_details").get("reason"));
            case "cancelled" -> FinishReason.OTHER;
            default -> FinishReason.STOP;
        };
    }

    /** The words for an end that nobody else knows are kept. */
    private static Extras rest(Json response, boolean open) {
        Map<String, String> rest = new LinkedHashMap<>();
        ItemNotes.rest(response, KNOWN).fields().forEach((name, value) -> {
            if (!USUAL.contains(name + ":" + value)) {
                rest.put(name, value);
            }
        });
        Json status = response.get("status");
        Json details = response.get("incomplete_details");
        boolean strange =
                status.is("incomplete") && ResponsesAnswer.incomplete(details.get("reason")) == FinishReason.OTHER;
        if (open || status.is("cancelled") || strange) {
            rest.put("status", ItemNotes.line(status));
        }
        if (strange && !details.isNull() && details.exists()) {
            rest.put("incomplete_details", ItemNotes.line(details));
        }
        return rest.isEmpty() ? Extras.NONE : new Extras(rest);
    }
}
