package ai.gateway.redis;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The calls of this gateway that hold something in Redis, or may do so. Guarded by its own monitor, which is held for moments. */
final class OpenCalls {

    private record Open(QuotaCall call, long ends) {}

    private final LongSupplier clock;
    private final Map<String, Open> calls = new LinkedHashMap<>();

    OpenCalls(LongSupplier clock) {
        this.clock = clock;
    }

    /** Some of those that are over go then. */
    synchronized void add(QuotaCall call) {
        long now = clock.getAsLong();
        calls.put(call.id(), new Open(call, now + call.longest()));
        Iterator<Open> oldest = calls.values().iterator();
        for (int i = 0; i < 2 && oldest.hasNext(); i++) {
            if (oldest.next().ends <= now) {
                oldest.remove();
            }
        }
    }

    synchronized @Nullable QuotaCall remove(String id) {
        Open open = calls.remove(id);
        return open == null ? null : open.call;
    }

    synchronized boolean isEmpty() {
        return calls.isEmpty();
    }

    /** With what is left of their time. */
    synchronized List<QuotaCall> all() {
        long now = clock.getAsLong();
        List<QuotaCall> all = new ArrayList<>(calls.size());
        for (Open open : calls.values()) {
            if (open.ends > now) {
                all.add(new QuotaCall(open.call.id(), open.call.claims(), open.ends - now));
            }
        }
        return all;
    }
}
