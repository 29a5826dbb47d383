package ai.gateway.pools;

import ai.gateway.health.Gate;
import ai.gateway.health.Health;
import ai.gateway.health.Tally;
import ai.gateway.pools.PoolView.LimitView;
import ai.gateway.pools.PoolView.SeatView;
import ai.gateway.pools.PoolView.TargetView;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** Looks at pools at work. Looking changes nothing, and takes no longer than there are targets and keys. */
final class PoolViews {

    private PoolViews() {}

    static PoolView of(PoolState state) {
        long calls = 0;
        for (Node node : state.nodes()) {
            calls += calls(node);
        }
        long all = calls;
        long p95 = state.firstEvents().nanos();
        return new PoolView(
                word(state.pool().strategy()),
                p95 < 0 ? null : millis((double) p95),
                rounded(state.retries().left()),
                rounded(state.hedges().left()),
                limit(state.gate(), /* adaptive= */ false),
                state.nodes().stream().map(node -> target(node, all)).toList(),
                state.mirror() == null ? null : target(state.mirror(), calls(state.mirror())));
    }

    private static long calls(Node node) {
        long sum = 0;
        for (Seat seat : node.seats()) {
            sum += seat.health().tally().counts().all();
        }
        return sum;
    }

    private static TargetView target(Node node, long calls) {
        Member member = node.member();
        Member.Asks asks = member.asks();
        String whyNot = whyNot(member);
        Limit limit = node.seats().isEmpty() ? null : node.seats().get(0).limit();
        return new TargetView(
                member.name(),
                node.pool() == null ? null : node.pool().pool().name(),
                asks == null ? null : asks.provider().name(),
                asks == null ? null : asks.model(),
                member.weight(),
                member.priority(),
                member.tags(),
                whyNot == null,
                whyNot,
                limit == null ? null : limit(limit.gate(), limit.isAdaptive()),
                node.seats().stream().map(seat -> seat(seat, calls)).toList());
    }

    /** Whatever the request. */
    private static @Nullable String whyNot(Member member) {
        if (member.weight() == 0) {
            return "weight 0";
        }
        Member.Asks asks = member.asks();
        return asks == null ? null : asks.provider().obstacle();
    }

    private static @Nullable LimitView limit(@Nullable Gate gate, boolean adaptive) {
        return gate == null ? null : new LimitView(gate.limit(), gate.inUse(), gate.waiting(), adaptive);
    }

    private static SeatView seat(Seat seat, long calls) {
        Health health = seat.health();
        Tally.Counts counts = health.tally().counts();
        return new SeatView(
                seat.name(),
                seat.key() == null ? null : seat.key().name(),
                health.isDrained(),
                word(health.breaker().state()),
                millis((double) health.breaker().remainingNanos()),
                millis((double) seat.coolingNanos()),
                health.inFlight(),
                health.waiting(),
                millis(health.firstEventNanos()),
                millis(health.tokenNanos()),
                rounded(health.failureShare()),
                calls == 0 ? 0 : rounded((double) counts.all() / calls),
                counts.answered(),
                counts.failed(),
                counts.unwanted());
    }

    /** As it is written in YAML. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double millis(double nanos) {
        return rounded(nanos / 1e6);
    }

    /** Three digits say enough. */
    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
