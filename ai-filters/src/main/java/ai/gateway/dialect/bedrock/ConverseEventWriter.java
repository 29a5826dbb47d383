package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Frames;
import ai.gateway.dialect.OneAtATime;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.JsonWriter;

/**
 * Writes an answer as an event stream: {@code messageStart}, the blocks one after the other, {@code messageStop}, and the
 * usage in {@code metadata}, which is last. There is one answer here, so of several it is the first.
 */
final class ConverseEventWriter implements AnswerWriter, AnswerEvent.Visitor {

    private final BedrockDialect dialect;
    private final Asked asked;
    private final Frames out = new Frames();
    private final OneAtATime blocks;
    private Usage usage = Usage.NONE;
    private Extras account = Extras.NONE;
    private boolean begun;
    private boolean finished;
    private boolean over;

    ConverseEventWriter(BedrockDialect dialect, Asked asked) {
        this.dialect = dialect;
        this.asked = asked;
        this.blocks = new OneAtATime(new ConverseBlockEvents(asked, out));
    }

    @Override
    public String contentType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public byte[] take() {
        return out.take();
    }

    @Override
    public void accept(AnswerEvent event) {
        if (!over) {
            event.show(this);
        }
    }

    @Override
    public void began(AnswerEvent.Began event) {
        begin(event.extras());
    }

    private void begin(Extras extras) {
        if (begun) {
            return;
        }
        begun = true;
        JsonWriter json = new JsonWriter().beginObject().field("role", "assistant");
        ConverseAnswerWriter.extras(json, extras, asked);
        out.add(AwsEventStreamWriter.event("messageStart", json.endObject().toBytes()));
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        block(event.choice(), event);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        block(event.choice(), event);
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        block(event.choice(), event);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        block(event.choice(), event);
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        block(event.choice(), event);
    }

    private void block(int choice, AnswerEvent event) {
        if (choice == 0) {
            begin(Extras.NONE);
            blocks.accept(event);
        }
    }

    /** There is no place for them here. */
    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {}

    @Override
    public void finished(AnswerEvent.Finished event) {
        if (event.choice() == 0 && !finished) {
            finished = true;
            begin(Extras.NONE);
            JsonWriter json = new JsonWriter().beginObject();
            ConverseAnswerWriter.finish(json, event.reason(), event.stopSequence(), event.extras(), asked);
            out.add(AwsEventStreamWriter.event("messageStop", json.endObject().toBytes()));
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
        out.add(AwsEventStreamWriter.exception(
                dialect.streamType(asked.call(), event.failure()), dialect.failureBody(event.failure(), asked.id())));
    }

    @Override
    public void ended(AnswerEvent.Ended event) {
        finished(new AnswerEvent.Finished(0, FinishReason.STOP, null, Extras.NONE));
        over = true;
        JsonWriter json = new JsonWriter().beginObject();
        ConverseAnswerWriter.account(json, usage, account, asked);
        out.add(AwsEventStreamWriter.event("metadata", json.endObject().toBytes()));
    }
}
