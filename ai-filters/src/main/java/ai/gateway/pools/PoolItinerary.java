package ai.gateway.pools;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.health.Attempt;
import ai.gateway.health.Gate;
import ai.gateway.health.Permit;
import ai.gateway.pipeline.Itinerary;
import ai.gateway.pipeline.Pick;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Whom one exchange asks: the seats of a pool in their order, less those of whom it is known that it would not help. */
final class PoolItinerary implements Itinerary {

    /** What asks for more patience than that is not waited for. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final PoolState pool;
    private final Trip trip;
    private final Choices choices;
    private final List<Seat> seats;
    private final List<Seat> left;
    private int asked;
    private int rounds;

    /** @param seats in the order in which they are to be asked */
    PoolItinerary(PoolState pool, Trip trip, Choices choices, List<Seat> seats) {
        this.pool = pool;
        this.trip = trip;
        this.choices = choices;
        this.seats = seats;
        this.left = new ArrayList<>(seats);
    }

    @Override
    public Mono<Pick> first() {
        pool.retries().earn();
        pool.hedges().earn();
        Gate gate = pool.gate();
        Permit permit = gate == null ? null : gate.tryEnter();
        if (gate == null || permit != null) {
            trip.hold(permit);
            return begin();
        }
        return trip.place(gate, pool).flatMap(waited -> {
            trip.hold(waited);
            return begin();
        });
    }

    private Mono<Pick> begin() {
        Pick pick = willing();
        if (pick == null) {
            pick = leastBad();
        }
        return pick != null ? Mono.just(pick) : Mono.error(nobody().asException());
    }

    /** The next of those against whom nothing speaks. */
    private @Nullable Pick willing() {
        for (Seat seat : left) {
            String reluctance = seat.reluctance();
            Pick pick = reluctance == null ? pick(seat, /* anyway= */ false) : null;
            if (pick != null) {
                return pick;
            }
            trip.trace().leaveOut(seat.name(), reluctance == null ? busyOrOpen(seat) : reluctance);
        }
        return null;
    }

    private static String busyOrOpen(Seat seat) {
        Gate gate = seat.gate();
        return gate != null && gate.inUse() >= gate.limit() ? "busy" : "open";
    }

    /** When something speaks against all of them, the one who is the next to be asked again. */
    private @Nullable Pick leastBad() {
        List<Seat> bad = new ArrayList<>(left);
        bad.removeIf(seat -> seat.health().isDrained());
        bad.sort(Comparator.comparingLong(Seat::nanosUntilAsked));
        for (Seat seat : bad) {
            Pick pick = pick(seat, /* anyway= */ true);
            if (pick != null) {
                return pick;
            }
        }
        return null;
    }

    /** Takes whom it gives off those who are left, and so whoever goes through them has to stop there. */
    private @Nullable PoolPick pick(Seat seat, boolean anyway) {
        Gate gate = seat.gate();
        Permit permit = gate == null ? null : gate.tryEnter();
        if (gate != null && permit == null) {
            return null;
        }
        Attempt attempt = anyway ? seat.health().begin() : seat.health().tryBegin();
        if (attempt == null) {
            if (permit != null) {
                permit.close();
            }
            return null;
        }
        asked++;
        left.remove(seat);
        PoolPick pick = choices.pick(pool, seat, attempt, permit);
        if (trip.isStream()) {
            pick.inPieces();
        }
        return pick;
    }

    private Failure nobody() {
        boolean drained = left.stream().allMatch(seat -> seat.health().isDrained());
        return Failure.of(
                FailureCode.OVERLOADED,
                "pool " + pool.pool().name() + ": all targets are "
                        + (drained ? "drained" : "as busy as they may be (try again)"));
    }

    @Override
    public Mono<Pick> after(Pick failed, Failure why) {
        if (why.code() == FailureCode.GATEWAY_STOPPING) {
            return Mono.empty();
        }
        PoolPick pick = (PoolPick) failed;
        FailureClass kind = FailureClass.of(why);
        Pool.Failover failover = pool.pool().failover();
        if (kind == FailureClass.UNSUPPORTED) {
            asked--; // nobody was
        }
        boolean helps = kind == FailureClass.UNSUPPORTED || failover.on().contains(kind);
        if (!helps || asked >= failover.attempts() || trip.nanosLeft(pool) <= 0) {
            return Mono.empty();
        }
        left.removeIf(seat -> wouldNotHelp(seat, pick.seat(), kind));
        Pick next = well();
        Mono<Pick> other = next != null ? Mono.just(next) : kind.passes() ? onceMore() : Mono.empty();
        return other.doOnNext(found -> choices.listener().failedOver(pool));
    }

    /** One who is well may be asked by anybody; the others only by so many that an outage is not made worse. */
    private @Nullable Pick well() {
        boolean paid = false;
        for (Seat seat : left) {
            if (seat.reluctance() != null) {
                continue;
            }
            if (!seat.health().isWell() && !paid) {
                paid = pool.retries().tryTake();
                if (!paid) {
                    continue;
                }
            }
            Pick pick = pick(seat, /* anyway= */ false);
            if (pick != null) {
                return pick;
            }
        }
        return null;
    }

    /** The same ones again, after a while, each time a longer one. */
    private Mono<Pick> onceMore() {
        if (!trip.repeats() || !pool.retries().tryTake()) {
            return Mono.empty();
        }
        left.clear();
        left.addAll(seats);
        left.removeIf(seat -> seat.health().isDrained() || seat.nanosUntilAsked() > LONGEST_WAIT.toNanos());
        long most = pool.pool().failover().backoff().toNanos() << Math.min(rounds++, 10);
        long wait = most / 2 + (long) (choices.chance() * most / 2);
        long cooling = left.stream().mapToLong(Seat::nanosUntilAsked).min().orElse(Long.MAX_VALUE);
        long pause = Math.max(wait, cooling);
        if (left.isEmpty() || pause >= trip.nanosLeft(pool)) {
            return Mono.empty();
        }
        return Mono.delay(Duration.ofNanos(pause)).flatMap(waited -> {
            Pick pick = willing();
            return Mono.justOrEmpty(pick == null ? leastBad() : pick);
        });
    }

    private static boolean wouldNotHelp(Seat seat, Seat failed, FailureClass kind) {
        boolean sameTarget = seat.member().equals(failed.member());
        return switch (kind) {
            case KEY ->
                seat.isCallers()
                        ? Objects.equals(seat.key(), failed.key())
                        : seat.keyHealth() != null && seat.keyHealth() == failed.keyHealth();
            case RATE_LIMIT -> false;
            case CONTEXT_LENGTH -> sameTarget || isNoLonger(seat, failed);
            default -> sameTarget;
        };
    }

    private static boolean isNoLonger(Seat seat, Seat failed) {
        Member.Asks one = seat.member().asks();
        Member.Asks other = failed.member().asks();
        return one != null
                && other != null
                && one.facts().maxInput() > 0
                && one.facts().maxInput() <= other.facts().maxInput();
    }

    @Override
    public long patience() {
        Duration after = pool.pool().hedge().after();
        if (after == null) {
            return Math.max(pool.firstEvents().nanos(), 0);
        }
        return after.toNanos();
    }

    @Override
    public @Nullable Pick beside(Pick silent) {
        PoolPick slow = (PoolPick) silent;
        boolean paid = false;
        for (Seat seat : left) {
            boolean other = !seat.member().equals(slow.seat().member());
            if (!other || seat.reluctance() != null || !seat.health().isWell()) {
                continue;
            }
            paid = paid || pool.hedges().tryTake();
            PoolPick pick = paid ? pick(seat, /* anyway= */ false) : null;
            if (pick != null) {
                slow.hedgedBy(pick);
                return pick;
            }
        }
        return null;
    }

    @Override
    public boolean resumes() {
        return pool.pool().resume() == Resume.CONTINUE;
    }

    @Override
    public Mono<Pick> goOn(Pick broken, Failure why) {
        left.clear();
        left.addAll(seats);
        left.removeIf(seat -> wouldNotHelp(seat, ((PoolPick) broken).seat(), FailureClass.BROKEN));
        return resumes() && trip.nanosLeft(pool) > 0 ? Mono.justOrEmpty(willing()) : Mono.empty();
    }

    @Override
    public @Nullable Pick mirror() {
        Pool.Mirror mirror = pool.pool().mirror();
        Node node = pool.mirror();
        return mirror == null
                        || node == null
                        || choices.chance() >= mirror.share()
                        || !trip.suits(node.member(), pool.pool())
                ? null
                : choices.mirror(pool, node);
    }
}
