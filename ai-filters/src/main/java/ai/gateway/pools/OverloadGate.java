package ai.gateway.pools;

import ai.gateway.health.Gate;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** The gate of the whole gateway. Those who are in stay in when the configuration changes, and count. */
final class OverloadGate {

    private record Now(Pools.Overload written, @Nullable Gate gate) {}

    private volatile @Nullable Now now;

    /** Null where any number may be in. */
    @Nullable
    Gate of(Pools.Overload written) {
        Now known = now;
        return known != null && known.written().equals(written) ? known.gate() : replaced(written);
    }

    private synchronized @Nullable Gate replaced(Pools.Overload written) {
        Now before = now;
        if (before != null && before.written().equals(written)) {
            return before.gate();
        }
        Gate gate = written.maxConcurrent() == 0 ? null : gate(written, before);
        now = new Now(written, gate);
        return gate;
    }

    private static Gate gate(Pools.Overload written, @Nullable Now before) {
        Gate open = before == null ? null : before.gate();
        if (open == null) {
            return new Gate(written.maxConcurrent(), written.queue(), written.patience(), Schedulers.parallel());
        }
        open.change(written.maxConcurrent(), written.queue(), written.patience());
        return open;
    }
}
