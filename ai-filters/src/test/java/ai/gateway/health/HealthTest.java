package ai.gateway.health;

import ai.gateway.health.Breaker.State;
import ai.gateway.testing.made.Seeds;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HealthTest {

    private static final double MILLI = 1e6;
    private static final double OPTIMISM = 50 * MILLI;

    private final HandTicker ticker = new HandTicker();
    private final Healths healths = new Healths(Breakers.resilience4j(), ticker);
    private final Health health = healths.of("a", HealthSettings.DEFAULT);

    @Test
    void score_fresh_isOptimisticAndGrowsWithThoseUnderWay() {
        assertThat(health.score(1000)).isEqualTo(OPTIMISM);

        begin();
        begin();
        assertThat(health.score(1000)).isEqualTo(3 * OPTIMISM);
    }

    @Test
    void score_known_isFirstEventAndTokensTimesThoseUnderWay() {
        Attempt attempt = begin();
        ticker.turn(400);
        assertThat(attempt.firstEvent()).isEqualTo(400_000_000);
        ticker.turn(1_000);
        attempt.succeeded(101);

        double fade = Math.exp(-0.1);
        assertThat(health.firstEventNanos()).isCloseTo(400 * MILLI * fade, within(1.0));
        assertThat(health.tokenNanos()).isCloseTo(10 * MILLI, within(1.0));
        assertThat(health.score(50)).isCloseTo(400 * MILLI * fade + 500 * MILLI, within(10.0));
        begin();
        assertThat(health.score(0)).isCloseTo(2 * 400 * MILLI * fade, within(10.0));
    }

    @Test
    void score_negativeExpectation_isNoBonus() {
        answer(400, 100, 10);

        assertThat(health.score(-5)).isEqualTo(health.score(0));
    }

    @Test
    void score_stuck_isSlowBeforeAnythingHasCome() {
        answer(100, 0, 0);
        double before = health.score(0);
        begin();
        begin();
        ticker.turn(30_000);

        assertThat(before).isLessThan(200 * MILLI);
        assertThat(health.score(0)).isCloseTo(3 * 30_000 * MILLI, within(10 * MILLI));
    }

    @Test
    void score_waitedInVain_isSlowAfterwardsToo() {
        Attempt failed = begin();
        Attempt cancelled = begin();
        ticker.turn(30_000);
        failed.failed();
        assertThat(health.score(0)).isCloseTo(2 * 30_000 * MILLI, within(10 * MILLI));

        cancelled.cancelled();
        assertThat(health.score(0)).isCloseTo(30_000 * MILLI, within(10 * MILLI));
    }

    @Test
    void score_failedAtOnce_doesNotLookFast() {
        answer(1_000, 0, 0);
        double before = health.score(0);
        begin().failed();

        assertThat(health.score(0)).isEqualTo(before);
    }

    @Test
    void score_slowLongAgo_isTriedAgain() {
        answer(30_000, 0, 0);
        assertThat(health.score(0)).isGreaterThan(29_000 * MILLI);

        ticker.turn(Duration.ofMinutes(2));
        assertThat(health.score(0)).isEqualTo(OPTIMISM);
    }

    @Test
    void attempt_endedTwice_endsOnce() {
        Attempt attempt = begin();
        attempt.firstEvent();
        assertThat(attempt.firstEvent()).isEqualTo(-1);
        attempt.failed();
        attempt.failed();
        attempt.cancelled();
        attempt.succeeded(10);

        assertThat(health.inFlight()).isZero();
        assertThat(health.waiting()).isZero();
        assertThat(health.failureShare()).isEqualTo(1);
        assertThat(attempt.firstEvent()).isEqualTo(-1);
    }

    @Test
    void attempt_wholeAnswer_saysNothingOfTokens() {
        Attempt attempt = begin();
        ticker.turn(3_000);
        attempt.succeeded(0);

        assertThat(health.tokenNanos()).isZero();
        assertThat(health.firstEventNanos()).isEqualTo(3_000 * MILLI);
        assertThat(health.failureShare()).isZero();
    }

    @Test
    void isWell_mostCallsFail_isNotUntilForgotten() {
        for (int i = 0; i < 3; i++) {
            begin().failed();
        }
        assertThat(health.isWell()).isFalse();

        ticker.turn(Duration.ofMinutes(1));
        assertThat(health.isWell()).isTrue();
    }

    @Test
    void isWell_cancelledCalls_proveNothing() {
        for (int i = 0; i < 100; i++) {
            begin().cancelled();
        }

        assertThat(health.isWell()).isTrue();
        assertThat(health.breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void tryBegin_breakerOpen_isRefusedAndHoldsNothing() {
        for (int i = 0; i < 5; i++) {
            begin().failed();
        }

        assertThat(health.tryBegin()).isNull();
        assertThat(health.isAvailable()).isFalse();
        assertThat(health.inFlight()).isZero();
        ticker.turn(10_000);
        assertThat(health.isAvailable()).isTrue();
        begin().succeeded(0);
        begin().succeeded(0);
        assertThat(health.breaker().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void isAvailable_drainedOrCoolingDown_isNot() {
        health.drain();
        assertThat(health.isAvailable()).isFalse();
        assertThat(health.isDrained()).isTrue();
        health.undrain();
        assertThat(health.isAvailable()).isTrue();

        health.cooldown().begin(Duration.ofSeconds(2));
        assertThat(health.isAvailable()).isFalse();
        ticker.turn(2_000);
        assertThat(health.isAvailable()).isTrue();
    }

    /** Whoever is begun is ended, in any order and way: nothing stays. */
    @Test
    void attempts_anyOrder_leaveNobodyBehind() {
        Seeds.each(100, seed -> {
            Random random = new Random(seed);
            Healths some = new Healths(Breakers.none(), ticker);
            Health any = some.of("any", HealthSettings.DEFAULT);
            List<Attempt> underWay = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                ticker.turn(random.nextInt(500));
                if (underWay.isEmpty() || random.nextBoolean()) {
                    underWay.add(Objects.requireNonNull(any.tryBegin()));
                } else {
                    end(underWay.remove(random.nextInt(underWay.size())), random.nextInt(6));
                }
                assertThat(any.inFlight()).isEqualTo(underWay.size());
                assertThat(any.score(100)).isGreaterThanOrEqualTo(OPTIMISM);
            }
            underWay.forEach(Attempt::cancelled);
            assertThat(any.inFlight()).isZero();
            assertThat(any.waiting()).isZero();
        });
    }

    @Test
    void attempts_endedByManyThreadsAtOnce_endOnce() {
        Health any = new Healths(Breakers.none(), ticker).of("any", HealthSettings.DEFAULT);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            attempts.add(Objects.requireNonNull(any.tryBegin()));
        }

        Together.run(
                4,
                thread -> attempts.forEach(
                        attempt -> end(attempt, ThreadLocalRandom.current().nextInt(6))));
        attempts.forEach(Attempt::cancelled);

        assertThat(any.inFlight()).isZero();
        assertThat(any.waiting()).isZero();
    }

    private static void end(Attempt attempt, int how) {
        switch (how) {
            case 0 -> attempt.cancelled();
            case 1 -> attempt.failed();
            case 2 -> attempt.succeeded(50);
            case 3 -> {
                attempt.firstEvent();
                attempt.succeeded(50);
            }
            case 4 -> {
                attempt.firstEvent();
                attempt.failed();
            }
            default -> {
                attempt.firstEvent();
                attempt.cancelled();
            }
        }
    }

    private Attempt begin() {
        return Objects.requireNonNull(health.tryBegin());
    }

    private void answer(long firstMillis, long restMillis, long tokens) {
        Attempt attempt = begin();
        ticker.turn(firstMillis);
        attempt.firstEvent();
        ticker.turn(restMillis);
        attempt.succeeded(tokens);
    }
}
