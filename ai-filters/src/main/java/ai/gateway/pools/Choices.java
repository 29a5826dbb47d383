package ai.gateway.pools;

import ai.gateway.health.Attempt;
import ai.gateway.health.Gate;
import ai.gateway.health.Permit;
import ai.gateway.health.RetryAfter;
import ai.gateway.pipeline.Pick;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.DoubleSupplier;

/** What is the same for the choices of all exchanges. */
final class Choices {

    private final RetryAfter retryAfter;
    private final DoubleSupplier chance;
    private final AttemptListener listener;

    /** @param chance from 0 to below 1 */
    Choices(RetryAfter retryAfter, DoubleSupplier chance) {
        this(retryAfter, chance, AttemptListener.NONE);
    }

    Choices(RetryAfter retryAfter, DoubleSupplier chance, AttemptListener listener) {
        this.retryAfter = retryAfter;
        this.chance = chance;
        this.listener = listener;
    }

    RetryAfter retryAfter() {
        return retryAfter;
    }

    AttemptListener listener() {
        return listener;
    }

    DoubleSupplier chances() {
        return chance;
    }

    double chance() {
        return chance.getAsDouble();
    }

    PoolPick pick(PoolState pool, Seat seat, Attempt attempt, @Nullable Permit permit) {
        return new PoolPick(pool, seat, attempt, permit, this);
    }

    /** One who looks at the request too, if that one has time for it. */
    @Nullable
    Pick mirror(PoolState pool, Node mirror) {
        List<Seat> seats = mirror.inOrder(chance);
        Seat seat = seats.get(0);
        Gate gate = seat.gate();
        Permit permit = gate == null ? null : gate.tryEnter();
        Attempt attempt = seat.reluctance() != null || (gate != null && permit == null)
                ? null
                : seat.health().tryBegin();
        if (attempt == null) {
            if (permit != null) {
                permit.close();
            }
            return null;
        }
        return new MirrorPick(new PoolPick(pool, seat, attempt, permit, this));
    }
}
