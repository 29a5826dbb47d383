package ai.gateway.log;

import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.pipeline.Quoting;

import java.util.function.Consumer;

/** Shows spans what a log has taken down, masked where the log is. */
record Quoter(Taken taken, Outlets outlets) implements Quoting {

    @Override
    public void quote(Consumer<Quote> reader) {
        taken.shown(outlets).defaultIfEmpty(Bodies.NONE).subscribe(shown -> reader.accept(Messages.of(shown)));
    }
}
