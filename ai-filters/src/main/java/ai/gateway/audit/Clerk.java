package ai.gateway.audit;

import ai.gateway.ledger.Deed;
import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.Worker;
import ai.gateway.ledger.WriteBehind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** Brings deeds into the chain; while the database is away, into a file, and from there into the chain when it is back. */
final class Clerk implements WriteBehind.Target<Deed.Done>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Clerk.class);

    private static final int BATCH = 500;
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

    private final WriteBehind.Target<Deed.Done> chain;
    private final Pending pending;
    private final Worker worker;
    private boolean away;

    Clerk(WriteBehind.Target<Deed.Done> chain, Pending pending) {
        this.chain = chain;
        this.pending = pending;
        this.worker = Worker.start("ai-audit-pending", () -> {
            bringPending();
            return PAUSE;
        });
    }

    /** In their order: what came before is in the chain first, or they wait behind it. */
    @Override
    public synchronized void write(List<Deed.Done> some) {
        if (bringPending() && isWritten(some)) {
            return;
        }
        pending.add(some);
    }

    private boolean isWritten(List<Deed.Done> some) {
        try {
            chain.write(some);
            if (away) {
                away = false;
                log.info("The audit's database works again");
            }
            return true;
        } catch (LedgerException e) {
            if (!away) {
                away = true;
                log.warn("The audit's database fails; decisions are kept in a file until it works again", e);
            }
            return false;
        }
    }

    /** @return whether nothing is left in the file */
    synchronized boolean bringPending() {
        if (pending.isEmpty()) {
            return true;
        }
        List<Deed.Done> all = pending.all();
        int done = 0;
        while (done < all.size()) {
            int end = Math.min(all.size(), done + BATCH);
            if (!isWritten(all.subList(done, end))) {
                break;
            }
            done = end;
        }
        if (done > 0 || all.isEmpty()) {
            pending.keep(all.subList(done, all.size()));
        }
        return done == all.size();
    }

    @Override
    public void close() {
        worker.close();
    }
}
