package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.health.Finding.Kind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the others have not been told yet: each finding once, the latest word of an operator only, none that is over.
 * Guarded by its own monitor, which is held for moments.
 */
final class Outbox {

    /** @param ends by the ticker */
    record Letter(Finding finding, long ends) {}

    private final LongSupplier ticker;
    private final int most;
    private final Map<String, Letter> letters = new LinkedHashMap<>();

    Outbox(LongSupplier ticker, int most) {
        this.ticker = ticker;
        this.most = most;
    }

    /** Whether there was room for it. */
    synchronized boolean put(Finding finding) {
        long now = ticker.getAsLong();
        letters.remove(Entries.opposite(finding));
        if (letters.size() >= most) {
            letters.values().removeIf(letter -> letter.ends - now <= 0);
        }
        String entry = Entries.of(finding);
        if (letters.size() >= most && !letters.containsKey(entry)) {
            return false;
        }
        letters.put(entry, new Letter(finding, now + finding.left().toNanos()));
        return true;
    }

    /** The oldest of them; they stay until they are {@link #sent}. */
    synchronized List<Letter> first(int count) {
        long now = ticker.getAsLong();
        letters.values().removeIf(letter -> letter.ends - now <= 0);
        return new ArrayList<>(letters.values()).subList(0, Math.min(count, letters.size()));
    }

    /** As they are now: time has passed since they were put in. */
    List<Finding> findings(List<Letter> some) {
        long now = ticker.getAsLong();
        return some.stream()
                .map(letter -> new Finding(
                        letter.finding.id(), letter.finding.kind(), Duration.ofNanos(Math.max(1, letter.ends - now))))
                .toList();
    }

    /** Those that were put in again meanwhile stay. */
    synchronized void sent(Collection<Letter> some) {
        some.forEach(letter -> letters.remove(Entries.of(letter.finding), letter));
    }

    synchronized boolean isEmpty() {
        return letters.isEmpty();
    }

    /** Something newer than what others say of it is still to be told. */
    synchronized boolean contradicts(Finding told) {
        return (told.kind() == Kind.DRAINED || told.kind() == Kind.UNDRAINED)
                && letters.containsKey(Entries.opposite(told));
    }
}
