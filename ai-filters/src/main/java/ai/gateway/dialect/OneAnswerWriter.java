package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;

/** What is shared by dialects that have one answer, of several the first, and write its blocks one after the other. */
public abstract class OneAnswerWriter extends StreamWriter {

    private final OneAtATime row = new OneAtATime();

    protected OneAnswerWriter(Asked asked, String contentType) {
        super(asked, contentType);
    }

    @Override
    final void show(AnswerEvent event) {
        if (event instanceof AnswerEvent.OfChoice of && of.choice() != 0) {
            return;
        }
        if (event instanceof AnswerEvent.OfBlock of) {
            row.show(of, this);
        } else {
            event.show(this);
        }
    }
}
