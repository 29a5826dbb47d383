package ai.gateway.quota;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of which something is known, those longest not asked for first. Each time that one is added, the first two are
 * looked at: what is idle goes, the others go to the end. So nothing is ever scanned, and what is idle does not stay.
 */
final class Counters {

    private static final int LOOKED_AT = 2;
    private static final int CANDIDATES = 8;

    private final int most;
    private final Map<String, Counter> counters = new LinkedHashMap<>(16, 0.75f, true);

    Counters(int most) {
        this.most = most;
    }

    @Nullable
    Counter find(String name) {
        return counters.get(name);
    }

    Counter of(String name, long now) {
        Counter known = counters.get(name);
        if (known != null) {
            return known;
        }
        for (int i = 0; i < LOOKED_AT; i++) {
            dropIfIdle(now);
        }
        if (counters.size() >= most) {
            dropWhatIsWorthLeast();
        }
        Counter counter = new Counter();
        counters.put(name, counter);
        return counter;
    }

    int size() {
        return counters.size();
    }

    private void dropIfIdle(long now) {
        Iterator<Map.Entry<String, Counter>> first = counters.entrySet().iterator();
        if (first.hasNext()) {
            Map.Entry<String, Counter> entry = first.next();
            if (entry.getValue().isIdle(now)) {
                first.remove();
            } else {
                counters.get(entry.getKey());
            }
        }
    }

    /** Of some, the one that would be idle soonest. Where all are held, there is one more: calls under way have limits of their own. */
    private void dropWhatIsWorthLeast() {
        Iterator<Map.Entry<String, Counter>> first = counters.entrySet().iterator();
        String least = null;
        long until = Long.MAX_VALUE;
        for (int i = 0; i < CANDIDATES && first.hasNext(); i++) {
            Map.Entry<String, Counter> entry = first.next();
            if (!entry.getValue().isHeld() && entry.getValue().worthUntil() <= until) {
                least = entry.getKey();
                until = entry.getValue().worthUntil();
            }
        }
        if (least != null) {
            counters.remove(least);
        }
    }
}
