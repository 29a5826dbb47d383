package ai.gateway.health;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** What others have told, for those whom nobody has asked here yet. */
final class Hearsay {

    /** @param openUntil and the other one by the ticker */
    private record Heard(long openUntil, long coolUntil, boolean drained) {}

    private final LongSupplier ticker;
    private final int most;
    private final ConcurrentMap<String, Heard> heard = new ConcurrentHashMap<>();
    private final Sweeps sweeps;

    Hearsay(LongSupplier ticker, int most) {
        this.ticker = ticker;
        this.most = most;
        this.sweeps = new Sweeps(ticker);
    }

    void keep(Finding finding) {
        long now = ticker.getAsLong();
        if (heard.size() >= most && sweeps.isDue()) {
            heard.values().removeIf(old -> !old.drained && old.openUntil - now <= 0 && old.coolUntil - now <= 0);
        }
        heard.compute(finding.id(), (id, old) -> old == null && heard.size() >= most ? null : with(old, finding, now));
    }

    /** Lets it know what has been told of it. */
    void tell(Health health) {
        Heard old = heard.get(health.id());
        if (old == null) {
            return;
        }
        long now = ticker.getAsLong();
        if (old.openUntil - now > 0) {
            health.told(new Finding(health.id(), Finding.Kind.OPEN, Duration.ofNanos(old.openUntil - now)));
        }
        if (old.coolUntil - now > 0) {
            health.told(new Finding(health.id(), Finding.Kind.COOLDOWN, Duration.ofNanos(old.coolUntil - now)));
        }
        if (old.drained) {
            health.told(Finding.drained(health.id()));
        }
    }

    private static Heard with(@Nullable Heard old, Finding finding, long now) {
        Heard before = old == null ? new Heard(now, now, false) : old;
        long until = now + finding.left().toNanos();
        return switch (finding.kind()) {
            case OPEN -> new Heard(until, before.coolUntil, before.drained);
            case COOLDOWN -> new Heard(before.openUntil, until, before.drained);
            case DRAINED -> new Heard(before.openUntil, before.coolUntil, true);
            case UNDRAINED -> new Heard(before.openUntil, before.coolUntil, false);
        };
    }
}
