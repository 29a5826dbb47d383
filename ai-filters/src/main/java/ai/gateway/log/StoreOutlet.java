package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.Logged;
import ai.gateway.ledger.RequestLog;
import ai.gateway.ledger.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ledger's database. Once an hour, what is old is forgotten. */
final class StoreOutlet implements Outlet {

    private static final Logger log = LoggerFactory.getLogger(StoreOutlet.class);

    private static final long PAUSE = TimeUnit.HOURS.toNanos(1);
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MINUTES.toNanos(1);

    private final RequestLog requests;
    private final Duration keep;
    private final Clock clock;
    private final Worker pruner;

    /** @param keep how long; zero for ever */
    StoreOutlet(RequestLog requests, Duration keep, Clock clock) {
        this.requests = requests;
        this.keep = keep;
        this.clock = clock;
        this.pruner = Worker.start("ai-log-pruner", this::prune);
    }

    @Override
    public String name() {
        return "store";
    }

    @Override
    public void write(List<Logged> some) {
        List<Logged> refused = requests.write(some);
        refused.forEach(each -> log.error(
                "{} is not in the request log: the database does not take it",
                each.entry().id()));
    }

    private long prune() {
        if (keep.isZero()) {
            return PAUSE;
        }
        try {
            requests.prune(clock.millis() - keep.toMillis());
            return PAUSE;
        } catch (LedgerException e) {
            log.warn("The request log cannot be pruned at the moment: {}", e.getMessage());
            return PAUSE_AFTER_FAILURE;
        }
    }

    @Override
    public void close() {
        pruner.close();
    }
}
