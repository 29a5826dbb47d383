package ai.gateway.pools;

import ai.gateway.health.AdaptiveLimit;
import ai.gateway.health.Gate;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How many calls a target has at a time. It is older than the pool in which the target is, and outlives it. */
final class Limit {

    /** @param adaptive finds out how many it bears; null where the number is fixed */
    private record Rule(int most, @Nullable AdaptiveLimit adaptive) {

        int now() {
            return adaptive == null ? most : adaptive.limit();
        }
    }

    private final Gate gate;
    private final LongSupplier ticker;
    private volatile Rule rule;

    Limit(Member member, LongSupplier ticker) {
        this.ticker = ticker;
        this.rule = rule(member);
        this.gate = new Gate(rule.now(), 0, Duration.ofSeconds(1), Schedulers.parallel());
    }

    Gate gate() {
        return gate;
    }

    boolean isAdaptive() {
        return rule.adaptive() != null;
    }

    /** From now on it is what that member says. Calls under way count on. */
    void use(Member member) {
        Rule before = rule;
        if (before.most() == member.maxConcurrent() && isAdaptive() == member.adaptive()) {
            return;
        }
        Rule next = rule(member);
        rule = next;
        gate.limit(next.now());
    }

    /** A call has ended well. */
    void answered(long nanos) {
        Rule known = rule;
        AdaptiveLimit adaptive = known.adaptive();
        if (adaptive == null) {
            return;
        }
        int next = adaptive.observe(nanos, gate.inUse());
        if (next != gate.limit()) {
            gate.limit(next);
            Rule now = rule;
            if (!now.equals(known)) {
                gate.limit(now.now()); // it was changed meanwhile
            }
        }
    }

    private Rule rule(Member member) {
        int most = member.maxConcurrent();
        if (!member.adaptive()) {
            return new Rule(most, null);
        }
        AdaptiveLimit.Settings usual = AdaptiveLimit.Settings.DEFAULT;
        AdaptiveLimit.Settings settings = new AdaptiveLimit.Settings(
                Math.min(usual.min(), most),
                most,
                Math.min(usual.initial(), most),
                usual.tolerance(),
                usual.smoothing());
        return new Rule(most, new AdaptiveLimit(settings, ticker));
    }
}
