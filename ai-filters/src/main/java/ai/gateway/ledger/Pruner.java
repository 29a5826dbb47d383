package ai.gateway.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Forgets what is older than it has to be known, once an hour. */
public final class Pruner implements AutoCloseable {

    private static final long PAUSE = TimeUnit.HOURS.toNanos(1);
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MINUTES.toNanos(1);

    /** Clocks of nodes and of Redis differ; what counts no more by ours may still count by theirs. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private final SqlLedger ledger;
    private final Clock clock;
    private final Duration retention;
    private final Watch watch;
    private final Worker worker;
    private boolean failing;

    /** @param retention how long entries are kept; zero for ever */
    public Pruner(SqlLedger ledger, Clock clock, Duration retention, Watch watch) {
        this.ledger = ledger;
        this.clock = clock;
        this.retention = retention;
        this.watch = watch;
        this.worker = Worker.start("ledger-pruner", this::round);
    }

    private long round() {
        try {
            long now = clock.millis();
            long oldest = retention.isZero() ? Long.MIN_VALUE : now - retention.toMillis();
            ledger.prune(oldest, now - MARGIN.toMillis());
            if (failing) {
                failing = false;
                watch.works(Watch.Part.DATABASE);
            }
            return PAUSE;
        } catch (LedgerException e) {
            failing = true;
            watch.failed(Watch.Part.DATABASE, e);
            return PAUSE_AFTER_FAILURE;
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
