package ai.gateway.quota;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has settled lately: whoever settles again within a few minutes is known, if not too many came after. */
final class Settled {

    private static final long REMEMBERED_MILLIS = 5 * 60_000;
    private static final int MOST = 1 << 16;

    private final Map<String, Long> ends = new LinkedHashMap<>();

    boolean contains(String id) {
        return ends.containsKey(id);
    }

    /** @param now of the time that never goes back, so that the oldest are the first to be over */
    void add(String id, long now) {
        ends.put(id, now + REMEMBERED_MILLIS);
        Iterator<Long> oldest = ends.values().iterator();
        for (int i = 0; i < 2; i++) {
            if (oldest.next() <= now || ends.size() > MOST) {
                oldest.remove();
            } else {
                return;
            }
        }
    }
}
