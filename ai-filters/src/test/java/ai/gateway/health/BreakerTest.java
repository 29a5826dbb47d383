package ai.gateway.health;

import ai.gateway.health.Breaker.State;
import ai.gateway.health.StateChange.Origin;
import ai.gateway.testing.made.Seeds;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BreakerTest {

    private static final Duration OPEN = Duration.ofSeconds(10);

    private final HandTicker ticker = new HandTicker();
    private final List<StateChange> changes = new CopyOnWriteArrayList<>();
    private final Breaker breaker =
            Breakers.resilience4j().make("openai/gpt#a", BreakerSettings.DEFAULT, ticker, changes::add);

    @Test
    void tryAcquire_fourFailures_areTooFewToOpen() {
        calls(4, false);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(changes).isEmpty();
    }

    @Test
    void tryAcquire_halfOfTheCallsFailed_isOpenForItsTime() {
        calls(3, true);
        calls(3, false);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.tryAcquire()).isFalse();
        assertThat(breaker.remainingNanos()).isEqualTo(OPEN.toNanos());
        ticker.turn(9_999);
        assertThat(breaker.tryAcquire()).isFalse();
        assertThat(changes).containsExactly(seen(State.CLOSED, State.OPEN));
    }

    /** The library without locks fails at the second call of a window of one. */
    @Test
    void windowAndProbesOfOne_areCountedLikeAnyOther() {
        BreakerSettings ones = new BreakerSettings(1, 1, 1, OPEN, 1);
        Breaker hasty = Breakers.resilience4j().make("openai/gpt#b", ones, ticker, changes::add);
        for (int i = 0; i < 3; i++) {
            assertThat(hasty.tryAcquire()).isTrue();
            hasty.succeeded(1);
        }
        assertThat(hasty.tryAcquire()).isTrue();
        hasty.failed(1);
        assertThat(hasty.state()).isEqualTo(State.OPEN);
        ticker.turn(OPEN);
        assertThat(hasty.tryAcquire()).isTrue();
        assertThat(hasty.tryAcquire()).isFalse();
        hasty.succeeded(1);

        assertThat(hasty.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void tryAcquire_timeIsOver_letsTwoThroughToSee() {
        open();
        ticker.turn(OPEN);

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.remainingNanos()).isZero();
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(breaker.tryAcquire()).isFalse();
        assertThat(changes).endsWith(seen(State.OPEN, State.HALF_OPEN));
    }

    @Test
    void succeeded_bothProbes_closesAndCountsAnew() {
        probe();
        breaker.succeeded(1);
        breaker.succeeded(1);

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
        assertThat(changes).endsWith(seen(State.HALF_OPEN, State.CLOSED));
        calls(4, false);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void failed_aProbe_isOpenForItsTimeAgain() {
        probe();
        breaker.succeeded(1);
        breaker.failed(1);

        assertThat(breaker.state()).isEqualTo(State.OPEN);
        assertThat(breaker.remainingNanos()).isEqualTo(OPEN.toNanos());
        assertThat(changes).endsWith(seen(State.HALF_OPEN, State.OPEN));
    }

    @Test
    void release_aProbe_letsAnotherOneThrough() {
        probe();
        assertThat(breaker.tryAcquire()).isFalse();
        breaker.release();

        assertThat(breaker.tryAcquire()).isTrue();
    }

    @Test
    void succeeded_afterMinutes_isNoFailure() {
        for (int i = 0; i < 20; i++) {
            breaker.tryAcquire();
            breaker.succeeded(Duration.ofMinutes(30).toNanos());
        }

        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void succeeded_beforeTheWindow_isForgotten() {
        calls(100, true);
        calls(9, false);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);

        calls(1, false);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    @Test
    void open_toldByAnother_saysThatItWasTold() {
        breaker.open(Duration.ofSeconds(3));

        assertThat(breaker.tryAcquire()).isFalse();
        assertThat(breaker.remainingNanos()).isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(changes).containsExactly(change(State.CLOSED, State.OPEN, Origin.TOLD));
    }

    @Test
    void open_isOpenAlready_staysForTheLongerOfBoth() {
        open();
        breaker.open(Duration.ofSeconds(3));
        assertThat(breaker.remainingNanos()).isEqualTo(OPEN.toNanos());

        breaker.open(Duration.ofSeconds(30));
        assertThat(breaker.remainingNanos()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(changes).containsExactly(seen(State.CLOSED, State.OPEN));
    }

    @Test
    void settings_whileOpen_staysOpenForAsLongAndGoesByTheNewOnesThen() {
        open();
        ticker.turn(4_000);
        breaker.settings(new BreakerSettings(20, 2, 0.5, Duration.ofSeconds(1), 1));

        assertThat(breaker.remainingNanos()).isEqualTo(Duration.ofSeconds(6).toNanos());
        ticker.turn(6_000);
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(breaker.tryAcquire()).isFalse();
        breaker.failed(1);
        assertThat(breaker.remainingNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void settings_whileHalfOpen_staysSo() {
        probe();
        breaker.settings(new BreakerSettings(20, 5, 0.5, OPEN, 1));

        assertThat(breaker.state()).isEqualTo(State.HALF_OPEN);
        breaker.succeeded(1);
        assertThat(breaker.state()).isEqualTo(State.CLOSED);
    }

    @Test
    void settings_nonsense_isRefused() {
        assertThatThrownBy(() -> new BreakerSettings(20, 5, 1.5, OPEN, 1))
                .hasMessage("failure-rate: 1.5 (expected: > 0 and <= 1)");
    }

    @Test
    void alwaysClosed_anyFailures_letsEverybodyThrough() {
        Breaker none = Breakers.none().make("any", BreakerSettings.DEFAULT, ticker, changes::add);
        none.open(OPEN);
        for (int i = 0; i < 100; i++) {
            assertThat(none.tryAcquire()).isTrue();
            none.failed(1);
        }

        assertThat(none.state()).isEqualTo(State.CLOSED);
        assertThat(none).isSameAs(Breaker.ALWAYS_CLOSED);
        assertThat(changes).isEmpty();
    }

    /** Each change begins where the one before has ended, whatever happens. */
    @Test
    void changes_anyCalls_areAChain() {
        Seeds.each(200, seed -> {
            Random random = new Random(seed);
            HandTicker time = new HandTicker();
            List<StateChange> told = new CopyOnWriteArrayList<>();
            Breaker any = Breakers.resilience4j().make("any", BreakerSettings.DEFAULT, time, told::add);
            for (int i = 0; i < 300; i++) {
                time.turn(random.nextInt(1_000));
                if (any.tryAcquire()) {
                    end(any, random.nextInt(5));
                }
            }
            State last = State.CLOSED;
            for (StateChange change : told) {
                assertThat(change.from()).isEqualTo(last).isNotEqualTo(change.to());
                last = change.to();
            }
            assertThat(told).isNotEmpty();
        });
    }

    @Test
    void tryAcquire_manyThreadsAtTheEndOfItsTime_letsTwoThrough() {
        for (int round = 0; round < 50; round++) {
            breaker.open(OPEN);
            ticker.turn(OPEN);
            AtomicInteger through = new AtomicInteger();

            Together.run(8, thread -> through.addAndGet(breaker.tryAcquire() ? 1 : 0));

            assertThat(through).hasValue(2);
        }
    }

    private static void end(Breaker any, int how) {
        if (how == 0) {
            any.release();
        } else if (how < 3) {
            any.failed(1);
        } else {
            any.succeeded(1);
        }
    }

    private void open() {
        calls(5, false);
        assertThat(breaker.state()).isEqualTo(State.OPEN);
    }

    private void probe() {
        open();
        ticker.turn(OPEN);
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(breaker.tryAcquire()).isTrue();
    }

    private void calls(int count, boolean well) {
        for (int i = 0; i < count; i++) {
            assertThat(breaker.tryAcquire()).isTrue();
            if (well) {
                breaker.succeeded(1);
            } else {
                breaker.failed(1);
            }
        }
    }

    private static StateChange seen(State from, State to) {
        return change(from, to, Origin.SEEN);
    }

    private static StateChange change(State from, State to, Origin origin) {
        return new StateChange("openai/gpt#a", from, to, origin);
    }
}
