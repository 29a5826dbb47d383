package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;

/** What an answer under way has said, as far as somebody else must know it to go on from there. */
final class SaidSoFar implements AnswerEvent.Visitor {

    private final StringBuilder text = new StringBuilder();
    private boolean plain = true;
    private boolean finished;
    private int last = -1;
    private boolean lastIsText;
    private boolean lastIsOpen;

    /** Whether it is one text, perhaps after thoughts: a call of a tool can only be begun anew, and what is over needs nobody. */
    boolean canBeGoneOnWith() {
        return plain && !finished;
    }

    String text() {
        return text.toString();
    }

    /** The block that is still open; -1 for none. */
    int openBlock() {
        return lastIsOpen ? last : -1;
    }

    boolean openBlockIsText() {
        return lastIsOpen && lastIsText;
    }

    int nextBlock() {
        return last + 1;
    }

    @Override
    public void began(AnswerEvent.Began event) {
        // says nothing
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        boolean thought = event.head() instanceof Content.Thinking;
        lastIsText = event.head() instanceof Content.Text;
        plain &= event.choice() == 0 && (lastIsText || thought);
        last = Math.max(last, event.block());
        lastIsOpen = true;
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        if (event.block() == last && lastIsText) {
            text.append(event.text());
        }
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        // of a thought, which nobody else can read
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        // belongs to what was said
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        lastIsOpen &= event.block() != last;
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        // of what was said
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        finished = true;
    }

    @Override
    public void used(AnswerEvent.Used event) {
        // so far
    }

    @Override
    public void failed(AnswerEvent.Failed event) {
        // that is why
    }

    @Override
    public void ended(AnswerEvent.Ended event) {
        // the stream is, which does not mean that the answer is
    }
}
