package ai.gateway.dialect.responses;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.OneAnswerWriter;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes an answer as events: the response that is created, its output item by item, then all of it once more. A whole
 * answer is that last response, and made the same way.
 */
final class ChatEventWriter extends OneAnswerWriter implements AnswerEvent.BlocksAlike {

    /** Says that the provider of this dialect is still at work, in the background. */
    private static final String STATUS = "status";

    private final EventFrames events;
    private final boolean ours;
    private final ResponseObject response;
    private final OutputWriter output;
    private AnswerEvent.@Nullable Finished finished;
    private Extras said = Extras.NONE;
    private boolean begun;

    ChatEventWriter(Asked asked) {
        this(asked, /* streamed= */ true);
    }

    private ChatEventWriter(Asked asked, boolean streamed) {
        super(asked, "text/event-stream");
        this.events = new EventFrames(out, streamed);
        this.ours = asked.spoken().equals(ResponsesDialect.ID);
        this.response = new ResponseObject(asked);
        this.output = new OutputWriter(asked, events);
    }

    static byte[] whole(Answer answer, Asked asked) {
        ChatEventWriter writer = new ChatEventWriter(asked, /* streamed= */ false);
        writer.accept(new AnswerEvent.Began(answer.id(), answer.model(), answer.created(), answer.extras()));
        if (!answer.choices().isEmpty()) {
            Answer.Choice choice = answer.choices().get(0);
            OutputWriter.unfold(choice, writer);
            FinishReason reason = choice.finish();
            if (reason != null) {
                writer.accept(new AnswerEvent.Finished(choice.index(), reason, choice.stopSequence(), choice.extras()));
            }
        }
        writer.accept(new AnswerEvent.Used(answer.usage(), answer.account()));
        writer.accept(new AnswerEvent.Ended());
        return writer.response.toJson().getBytes(UTF_8);
    }

    @Override
    public void began(AnswerEvent.Began event) {
        if (!begun) {
            response.began(event);
            said = ours ? event.extras() : Extras.NONE;
            begin();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            response("response.created");
            response.status(WrittenItem.IN_PROGRESS, null);
            response("response.in_progress");
        }
    }

    @Override
    public void block(AnswerEvent.OfBlock event) {
        begin();
        output.accept(event);
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        begin();
        output.accept(event);
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        begin();
        finished = event;
        output.close(incomplete(event.reason()) == null ? WrittenItem.COMPLETED : "incomplete");
    }

    @Override
    protected void fail(Failure failure) {
        output.close("incomplete");
        response.output(output.items());
        response.usage(usage(), account());
        response.failed(failure);
        events.send("error", json -> {
            json.field("code", failure.wireCode()).field("message", failure.message());
            nullable(json.name("param"), failure.param());
            Errors.openAi(json.name("error"), failure);
        });
        response("response.failed");
    }

    private static void nullable(JsonWriter json, @Nullable String text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.value(text);
        }
    }

    @Override
    protected void end() {
        begin();
        output.close(WrittenItem.COMPLETED);
        response.output(output.items());
        response.usage(usage(), account());
        if (finished != null || !said.fields().containsKey(STATUS)) {
            finish(finished);
            return;
        }
        response.extras(said);
        response("response." + ("\"queued\"".equals(said.fields().get(STATUS)) ? "queued" : WrittenItem.IN_PROGRESS));
    }

    private void finish(AnswerEvent.@Nullable Finished last) {
        FinishReason reason = last == null ? FinishReason.OTHER : last.reason();
        String cut = incomplete(reason);
        if (reason == FinishReason.ERROR) {
            response.failed(Failure.told("the model could not finish its answer", new Failure.Origin(0, "", "")));
        } else {
            response.status(cut == null ? "completed" : "incomplete", cut);
        }
        response.extras(last == null ? Extras.NONE : last.extras());
        response(
                reason == FinishReason.ERROR
                        ? "response.failed"
                        : cut == null ? "response.completed" : "response.incomplete");
    }

    private static @Nullable String incomplete(FinishReason reason) {
        return switch (reason) {
            case LENGTH -> "max_output_tokens";
            case CONTENT_FILTER -> "content_filter";
            case STOP, TOOL_CALLS, REFUSAL, PAUSE, ERROR, OTHER -> null;
        };
    }

    private void response(String type) {
        events.send(type, json -> json.name("response").raw(response.toJson()));
    }
}
