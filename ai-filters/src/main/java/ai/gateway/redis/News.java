package ai.gateway.redis;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which entries in Redis are to be read: those announced, or all. Guarded by its own monitor, which is held for moments. */
final class News {

    /** Where there are more, all are read at once. */
    private static final int MOST = 256;

    /** @param entries those to be read; where {@code all}, there are none */
    record Wanted(boolean all, List<String> entries) {

        boolean isNothing() {
            return !all && entries.isEmpty();
        }
    }

    private final Set<String> announced = new LinkedHashSet<>();
    private boolean all;

    synchronized void announced(List<String> entries) {
        if (all) {
            return;
        }
        announced.addAll(entries);
        all = announced.size() > MOST;
        if (all) {
            announced.clear();
        }
    }

    synchronized void wantAll() {
        all = true;
        announced.clear();
    }

    synchronized Wanted take() {
        Wanted wanted = new Wanted(all, List.copyOf(announced));
        all = false;
        announced.clear();
        return wanted;
    }

    synchronized boolean isNothing() {
        return !all && announced.isEmpty();
    }
}
