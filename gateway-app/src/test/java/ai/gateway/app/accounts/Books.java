package ai.gateway.app.accounts;

import ai.gateway.account.Watcher;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Every entry that a gateway writes down, at the moment when it does. */
final class Books implements Watcher {

    private final List<Entry> entries = new ArrayList<>();

    @Override
    public synchronized void settled(AiExchange exchange, Entry entry) {
        entries.add(entry);
        notifyAll();
    }

    synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Waits for the entry of that request. */
    Entry of(String id) {
        return await(entry -> entry.id().equals(id), "entry of " + id);
    }

    synchronized Entry await(Predicate<Entry> wanted, String what) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            for (Entry entry : entries) {
                if (wanted.test(entry)) {
                    return entry;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("expected " + what + ", but saw " + entries);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
