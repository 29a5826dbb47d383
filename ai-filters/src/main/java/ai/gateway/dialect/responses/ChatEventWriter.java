package ai.gateway.dialect.responses;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Errors;
import ai.gateway.dialect.OneAtATime;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes an answer as events: the response that is created, its output item by item, then all of it once more. A whole
 * answer is that last response, and made the same way.
 */
final class ChatEventWriter implements AnswerWriter, AnswerEvent.Visitor {

    /** Says that the provider of this dialect is still at work, in the background. */
    private static final String STATUS = "status";

    private final EventFrames events;
    private final boolean ours;
    private final ResponseObject response;
    private final OutputWriter output;
    private final OneAtATime row;
    private AnswerEvent.@Nullable Finished finished;
    private Usage usage = Usage.NONE;
    private Extras account = Extras.NONE;
    private Extras said = Extras.NONE;
    private boolean begun;
    private boolean over;

    ChatEventWriter(Asked asked) {
        this(asked, new EventFrames(/* wanted= */ true));
    }

    private ChatEventWriter(Asked asked, EventFrames events) {
        this.events = events;
        this.ours = asked.spoken().equals(ResponsesDialect.ID);
        this.response = new ResponseObject(asked);
        this.output = new OutputWriter(asked, events);
        this.row = new OneAtATime(output);
    }

    static byte[] whole(Answer answer, Asked asked) {
        ChatEventWriter writer = new ChatEventWriter(asked, new EventFrames(/* wanted= */ false));
        writer.accept(new AnswerEvent.Began(answer.id(), answer.model(), answer.created(), answer.extras()));
        if (!answer.choices().isEmpty()) {
            Answer.Choice choice = answer.choices().get(0);
            OutputWriter.unfold(choice, event -> event.show(writer));
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
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public byte[] take() {
        return events.take();
    }

    @Override
    public void accept(AnswerEvent event) {
        if (!over) {
            event.show(this);
        }
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
    public void blockBegan(AnswerEvent.BlockBegan event) {
        inRow(event.choice(), event);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        inRow(event.choice(), event);
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        inRow(event.choice(), event);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        inRow(event.choice(), event);
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        inRow(event.choice(), event);
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        inRow(event.choice(), event);
    }

    /** A response is one answer: of many that were drawn it is the first. */
    private void inRow(int choice, AnswerEvent event) {
        if (choice == 0) {
            begin();
            row.accept(event);
        }
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        if (event.choice() == 0) {
            begin();
            finished = event;
            output.close(incomplete(event.reason()) == null ? WrittenItem.COMPLETED : "incomplete");
        }
    }

    @Override
    public void used(AnswerEvent.Used event) {
        usage = usage.updatedBy(event.usage());
        account = event.extras().isEmpty() ? account : event.extras();
    }

    @Override
    public void failed(AnswerEvent.Failed event) {
        over = true;
        Failure failure = event.failure();
        output.close("incomplete");
        response.output(output.items());
        response.usage(usage, account);
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
    public void ended(AnswerEvent.Ended event) {
        over = true;
        begin();
        output.close(WrittenItem.COMPLETED);
        response.output(output.items());
        response.usage(usage, account);
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
