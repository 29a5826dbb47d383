package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.OneAnswerWriter;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.JsonWriter;

/**
 * Writes an answer as an event stream: {@code messageStart}, the blocks one after the other, {@code messageStop}, and the
 * usage in {@code metadata}, which is last. There is one answer here, so of several it is the first.
 */
final class ConverseEventWriter extends OneAnswerWriter implements AnswerEvent.BlocksAlike {

    private final BedrockDialect dialect;
    private final ConverseBlockEvents blocks;
    private boolean begun;
    private boolean finished;

    ConverseEventWriter(BedrockDialect dialect, Asked asked) {
        super(asked, "application/vnd.amazon.eventstream");
        this.dialect = dialect;
        this.blocks = new ConverseBlockEvents(asked, out);
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
    public void block(AnswerEvent.OfBlock event) {
        begin(Extras.NONE);
        event.showBlock(blocks);
    }

    /** There is no place for them here. */
    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {}

    @Override
    public void finished(AnswerEvent.Finished event) {
        if (!finished) {
            finished = true;
            begin(Extras.NONE);
            JsonWriter json = new JsonWriter().beginObject();
            ConverseAnswerWriter.finish(json, event.reason(), event.stopSequence(), event.extras(), asked);
            out.add(AwsEventStreamWriter.event("messageStop", json.endObject().toBytes()));
        }
    }

    @Override
    protected void fail(Failure failure) {
        out.add(AwsEventStreamWriter.exception(
                dialect.streamType(asked.call(), failure), dialect.failureBody(failure, asked.id())));
    }

    @Override
    protected void end() {
        finished(new AnswerEvent.Finished(0, FinishReason.STOP, null, Extras.NONE));
        JsonWriter json = new JsonWriter().beginObject();
        ConverseAnswerWriter.account(json, usage(), account(), asked);
        out.add(AwsEventStreamWriter.event("metadata", json.endObject().toBytes()));
    }
}
