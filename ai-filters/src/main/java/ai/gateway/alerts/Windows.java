package ai.gateway.alerts;

import ai.gateway.alerts.Window.Mark;
import ai.gateway.alerts.Window.Sums;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The windows of routes and providers: so many at most, and none of what had no request of late. */
final class Windows {

    private final int most;
    private final Map<Subject, Window> windows = new ConcurrentHashMap<>();

    Windows(int most) {
        this.most = most;
    }

    /** Called on event loops: it holds a lock of its subject for as long as it takes to count to one. */
    void add(Subject subject, Duration length, long millis, Mark mark) {
        if (!windows.containsKey(subject) && windows.size() >= most) {
            return;
        }
        windows.compute(subject, (of, known) -> {
            Window window = known != null && known.isOf(length) ? known : new Window(length);
            window.add(millis, mark);
            return window;
        });
    }

    /** All that something is known of. */
    Map<Subject, Sums> sums(long millis) {
        Map<Subject, Sums> all = new LinkedHashMap<>();
        for (Subject subject : windows.keySet()) {
            windows.computeIfPresent(subject, (of, window) -> {
                Sums sums = window.sums(millis);
                all.put(of, sums);
                return sums.all() == 0 ? null : window;
            });
        }
        return all;
    }

    void clear() {
        windows.clear();
    }

    int size() {
        return windows.size();
    }
}
