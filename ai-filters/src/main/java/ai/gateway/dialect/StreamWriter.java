package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Usage;

/**
 * What the writers of streamed answers share. The account adds up until the last events tell it, and when all is said
 * nothing more is heard. How anything is said is a matter of the dialect.
 */
public abstract class StreamWriter implements AnswerWriter, AnswerEvent.Visitor {

    protected final Asked asked;
    protected final Frames out = new Frames();
    private final String contentType;
    private Usage usage = Usage.NONE;
    private Extras account = Extras.NONE;
    private boolean over;

    protected StreamWriter(Asked asked, String contentType) {
        this.asked = asked;
        this.contentType = contentType;
    }

    @Override
    public final String contentType() {
        return contentType;
    }

    @Override
    public byte[] take() {
        return out.take();
    }

    @Override
    public final void accept(AnswerEvent event) {
        if (!over) {
            show(event);
        }
    }

    /** The events as they come. */
    void show(AnswerEvent event) {
        event.show(this);
    }

    /** What was used so far. */
    protected final Usage usage() {
        return usage;
    }

    /** The rest of the account, in the words of the provider's dialect. */
    protected final Extras account() {
        return account;
    }

    @Override
    public final void used(AnswerEvent.Used event) {
        usage = usage.updatedBy(event.usage());
        account = event.extras().isEmpty() ? account : event.extras();
    }

    @Override
    public final void failed(AnswerEvent.Failed event) {
        over = true;
        fail(event.failure());
    }

    @Override
    public final void ended(AnswerEvent.Ended event) {
        over = true;
        end();
    }

    /** Says what went wrong, behind whatever was said before. */
    protected abstract void fail(Failure failure);

    /** Says the last there is to say: why the answer ended, and the account. */
    protected abstract void end();
}
