package ai.gateway.pools;

import ai.gateway.health.Breaker;
import ai.gateway.health.StateChange;
import ai.gateway.health.StateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when a target is not asked any more, and when it is again. */
final class BreakerLog implements StateListener {

    private static final Logger log = LoggerFactory.getLogger(BreakerLog.class);

    @Override
    public void changed(StateChange change) {
        String line = new LogLine("breaker")
                .with("of", change.id())
                .with("from", PoolViews.word(change.from()))
                .with("to", PoolViews.word(change.to()))
                .with("origin", PoolViews.word(change.origin()))
                .toString();
        if (change.to() == Breaker.State.OPEN) {
            log.warn(line);
        } else {
            log.info(line);
        }
    }
}
