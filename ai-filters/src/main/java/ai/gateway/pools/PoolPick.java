package ai.gateway.pools;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.health.Attempt;
import ai.gateway.health.Permit;
import ai.gateway.health.Tally;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.UnaryOperator;

/** One who is asked, and what is learnt from it for those who come after. */
final class PoolPick implements Pick {

    /** How long a key is left alone after a refusal that does not say for how long. */
    private static final Duration LIMITED = Duration.ofSeconds(5);

    private static final Duration REFUSED = Duration.ofSeconds(60);

    private final PoolState pool;
    private final Seat seat;
    private final Attempt attempt;
    private final @Nullable Permit permit;
    private final Choices choices;
    private Role role = Role.ALONE;
    private @Nullable Duration wait;
    private boolean inPieces;
    private boolean beside;
    private boolean spoken;

    private enum Role {
        ALONE,
        /** It was silent for so long that somebody else was asked, too. */
        SLOW,
        /** The one who was asked, too. */
        HEDGE
    }

    /** @param permit of the target's limit; null where it has none */
    PoolPick(PoolState pool, Seat seat, Attempt attempt, @Nullable Permit permit, Choices choices) {
        this.pool = pool;
        this.seat = seat;
        this.attempt = attempt;
        this.permit = permit;
        this.choices = choices;
    }

    Seat seat() {
        return seat;
    }

    @Override
    public String name() {
        return seat.name();
    }

    @Override
    public @Nullable Target target() {
        return seat.target();
    }

    @Override
    public Settings.Timeouts timeouts(Settings.Timeouts ofRoute) {
        Duration total = pool.pool().failover().total();
        Settings.Timeouts own = seat.member().timeouts().over(ofRoute);
        return total == null || total.compareTo(own.total()) >= 0
                ? own
                : new Settings.Timeouts(own.connect(), own.firstEvent(), own.betweenEvents(), total);
    }

    @Override
    public void prepare(AiRequest request) {
        if (!seat.member().parameters().isEmpty() && request.isReadable()) {
            seat.member().parameters().forEach(request::set);
        }
    }

    @Override
    public void headed(int status, UnaryOperator<@Nullable String> headers) {
        if (status == 429 || status == 503 || status == 529 || (status >= 401 && status <= 403)) {
            wait = choices.retryAfter().parse(headers::apply).orElse(null);
        }
    }

    /** Its answer comes in pieces, whose pace says something. */
    void inPieces() {
        inPieces = true;
    }

    /** This one is silent, and so that one is asked, too. */
    void hedgedBy(PoolPick other) {
        role = Role.SLOW;
        other.role = Role.HEDGE;
        other.beside = true;
    }

    /**
     * How long first events take, is what those take who are asked first, to the end or to where another one was faster:
     * without the latter, the slow ones would be forgotten for being slow, and hedges begin too soon. Hedges themselves do
     * not count.
     */
    @Override
    public void spoke() {
        spoken = true;
        long nanos = attempt.firstEvent();
        if (nanos >= 0 && role != Role.HEDGE) {
            pool.firstEvents().add(nanos);
        }
        role = Role.ALONE; // slow or not, it has its time
    }

    @Override
    public void ended(Result how, AnswerFacts facts, @Nullable Failure why) {
        switch (how) {
            case ANSWERED -> {
                attempt.succeeded(inPieces ? Math.max(facts.usage().output(), 0) : 0);
                if (seat.limit() != null) {
                    seat.limit().answered(attempt.age());
                }
            }
            case FAILED -> failed(kind(why));
            case UNWANTED -> unwanted();
        }
        if (permit != null) {
            permit.close();
        }
        tell(how, why);
    }

    private void tell(Result how, @Nullable Failure why) {
        Tally tally = seat.health().tally();
        switch (how) {
            case ANSWERED -> tally.answered();
            case FAILED -> tally.failed();
            case UNWANTED -> tally.unwanted();
        }
        choices.listener().ended(pool, seat, how, how == Result.FAILED ? kind(why) : null);
        if (beside) {
            choices.listener().hedged(pool, spoken);
        }
    }

    private static FailureClass kind(@Nullable Failure why) {
        return why == null ? FailureClass.BROKEN : FailureClass.of(why);
    }

    private void unwanted() {
        attempt.cancelled();
        if (role == Role.SLOW) {
            pool.firstEvents().add(attempt.age());
        }
    }

    private void failed(FailureClass kind) {
        if (kind.blamesTarget()) {
            attempt.failed();
        } else if (kind == FailureClass.CLIENT) {
            attempt.succeeded(0);
        } else {
            attempt.cancelled();
        }
        if (seat.isCallers()) {
            return; // the gateway's own keys have nothing to do with it
        }
        switch (kind) {
            case RATE_LIMIT -> seat.health().cooldown().begin(orElse(LIMITED));
            case KEY ->
                (seat.keyHealth() == null ? seat.health() : seat.keyHealth())
                        .cooldown()
                        .begin(orElse(REFUSED));
            case OVERLOADED -> {
                if (wait != null) {
                    seat.health().cooldown().begin(wait);
                }
            }
            default -> {
                // the breaker knows
            }
        }
    }

    private Duration orElse(Duration usual) {
        return wait == null ? usual : wait;
    }
}
