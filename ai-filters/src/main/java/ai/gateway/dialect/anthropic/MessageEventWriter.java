package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.OneAnswerWriter;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as the events of a message: its start, its blocks one after the other, why it ended with the whole
 * account, its stop. The start waits for the account that providers of this dialect give at once.
 */
final class MessageEventWriter extends OneAnswerWriter {

    private final boolean ours;
    private final BlockFrames blocks;
    private AnswerEvent.Began began;
    private AnswerEvent.@Nullable Finished finished;
    private boolean begun;
    private boolean started;

    MessageEventWriter(Asked asked) {
        super(asked, "text/event-stream");
        this.ours = MessageAnswerWriter.isOurs(asked);
        this.blocks = new BlockFrames(out, ours);
        this.began = new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE);
    }

    @Override
    public byte[] take() {
        if (begun) {
            start();
        }
        return out.take();
    }

    @Override
    public void began(AnswerEvent.Began event) {
        begun = true;
        began = event;
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        start();
        blocks.begin(event.head());
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        blocks.piece(event.text());
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        blocks.seal(event.seal());
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        blocks.cite(event.citation());
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        blocks.end();
    }

    /** Nobody is told here how likely tokens were. */
    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {}

    @Override
    public void finished(AnswerEvent.Finished event) {
        finished = event;
    }

    @Override
    protected void fail(Failure failure) {
        started = true; // what has failed does not begin any more
        out.event("error", new AnthropicDialect().failureBody(failure, asked.id()));
    }

    @Override
    protected void end() {
        start();
        blocks.end();
        JsonWriter json = new JsonWriter().beginObject().field("type", "message_delta");
        json.name("delta").beginObject();
        MessageEnd.write(json, finished, blocks.hasRefused(), ours);
        json.endObject();
        MessageUsage.write(json, usage(), account(), ours);
        MessageEnd.beside(json, finished, ours);
        out.event("message_delta", json.endObject().toBytes());
        out.event("message_stop", "{\"type\":\"message_stop\"}");
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        JsonWriter json = new JsonWriter().beginObject().field("type", "message_start");
        json.name("message").beginObject();
        json.field("id", began.id().isEmpty() ? asked.id() : began.id());
        json.field("type", "message").field("role", "assistant");
        json.field("model", MessageAnswerWriter.model(began.model(), asked));
        json.name("content").beginArray().endArray();
        json.name("stop_reason").nullValue().name("stop_sequence").nullValue();
        MessageUsage.write(json, usage(), account(), ours);
        if (ours) {
            MessageExtras.write(json, began.extras());
        }
        out.event("message_start", json.endObject().endObject().toBytes());
    }
}
