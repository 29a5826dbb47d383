package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.Frames;
import ai.gateway.dialect.OneAtATime;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as the events of a message: its start, its blocks one after the other, why it ended with the whole
 * account, its stop. The start waits for the account that providers of this dialect give at once.
 */
final class MessageEventWriter implements AnswerWriter, AnswerEvent.Visitor {

    private final Asked asked;
    private final boolean ours;
    private final Frames out = new Frames();
    private final OneAtATime row = new OneAtATime(event -> event.show(this));
    private final BlockFrames blocks;
    private AnswerEvent.Began began;
    private AnswerEvent.@Nullable Finished finished;
    private Usage usage = Usage.NONE;
    private Extras account = Extras.NONE;
    private boolean begun;
    private boolean started;
    private boolean over;

    MessageEventWriter(Asked asked) {
        this.asked = asked;
        this.ours = MessageAnswerWriter.isOurs(asked);
        this.blocks = new BlockFrames(out, ours);
        this.began = new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE);
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public byte[] take() {
        if (begun && !over) {
            start();
        }
        return out.take();
    }

    @Override
    public void accept(AnswerEvent event) {
        if (!over && choice(event) == 0) {
            row.accept(event);
        }
    }

    /** There is one choice here: of several answers the first is given. */
    private static int choice(AnswerEvent event) {
        if (event instanceof AnswerEvent.BlockBegan begins) {
            return begins.choice();
        } else if (event instanceof AnswerEvent.Piece piece) {
            return piece.choice();
        } else if (event instanceof AnswerEvent.Sealed sealed) {
            return sealed.choice();
        } else if (event instanceof AnswerEvent.Cited cited) {
            return cited.choice();
        } else if (event instanceof AnswerEvent.BlockEnded ends) {
            return ends.choice();
        }
        return event instanceof AnswerEvent.Finished finished ? finished.choice() : 0;
    }

    @Override
    public void began(AnswerEvent.Began event) {
        begun = true;
        began = event;
    }

    @Override
    public void used(AnswerEvent.Used event) {
        usage = usage.updatedBy(event.usage());
        account = event.extras().isEmpty() ? account : event.extras();
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
    public void failed(AnswerEvent.Failed event) {
        over = true;
        out.event("error", new AnthropicDialect().failureBody(event.failure(), asked.id()));
    }

    @Override
    public void ended(AnswerEvent.Ended event) {
        start();
        blocks.end();
        over = true;
        JsonWriter json = new JsonWriter().beginObject().field("type", "message_delta");
        json.name("delta").beginObject();
        MessageEnd.write(json, finished, blocks.hasRefused(), ours);
        json.endObject();
        MessageUsage.write(json, usage, account, ours);
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
        MessageUsage.write(json, usage, account, ours);
        if (ours) {
            MessageExtras.write(json, began.extras());
        }
        out.event("message_start", json.endObject().endObject().toBytes());
    }
}
