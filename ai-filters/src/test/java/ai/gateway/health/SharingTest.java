package ai.gateway.health;

import ai.gateway.health.Finding.Kind;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** What a registry tells others, and what it makes of what they tell. */
class SharingTest {

    private static final HealthSettings SETTINGS =
            HealthSettings.DEFAULT.withBreaker(new BreakerSettings(4, 2, 0.5, Duration.ofSeconds(10), 1));

    private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 5);
    private final Wire wire = new Wire();
    private final Healths healths = new Healths(Breakers.resilience4j(), ticker::get, wire);

    /** Keeps what is told, and tells what it is told to. */
    private static final class Wire implements SharedHealth {

        private final List<Finding> told = new ArrayList<>();
        private final List<Consumer<Finding>> listeners = new ArrayList<>();

        @Override
        public void tell(Finding finding) {
            told.add(finding);
        }

        @Override
        public void onTold(Consumer<Finding> listener) {
            listeners.add(listener);
        }

        void say(String id, Kind kind, Duration left) {
            listeners.forEach(listener -> listener.accept(new Finding(id, kind, left)));
        }
    }

    @Test
    void breaker_opensByCalls_isToldWithWhatIsLeft() {
        Health health = healths.of("a", SETTINGS);

        fail(health);
        assertThat(wire.told).isEmpty();
        fail(health);

        assertThat(wire.told).containsExactly(new Finding("a", Kind.OPEN, Duration.ofSeconds(10)));
    }

    @Test
    void breaker_opensAgainAfterItsProbe_isToldAgain() {
        Health health = healths.of("a", SETTINGS);
        fail(health);
        fail(health);
        turn(Duration.ofSeconds(11));

        fail(health);

        assertThat(wire.told).hasSize(2);
    }

    @Test
    void told_open_breakerOpensForThatLongAndNothingIsToldOn() {
        Health health = healths.of("a", SETTINGS);

        wire.say("a", Kind.OPEN, Duration.ofSeconds(3));

        assertThat(health.breaker().remainingNanos())
                .isEqualTo(Duration.ofSeconds(3).toNanos());
        assertThat(health.isAvailable()).isFalse();
        assertThat(wire.told).isEmpty();
    }

    /** Or the last words of a finding would shut those out who look whether it is over. */
    @Test
    void told_openForHardlyLonger_breakerIsLeftAlone() {
        Health health = healths.of("a", SETTINGS);

        wire.say("a", Kind.OPEN, Duration.ofMillis(100));

        assertThat(health.breaker().state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void cooldown_begins_isToldOnceForAllThatEndAboutTheSameTime() {
        Cooldown cooldown = healths.of("a", SETTINGS).cooldown();

        for (int i = 0; i < 100; i++) {
            cooldown.begin(Duration.ofSeconds(20));
            turn(Duration.ofMillis(10));
        }
        assertThat(wire.told).containsExactly(new Finding("a", Kind.COOLDOWN, Duration.ofSeconds(20)));

        cooldown.begin(Duration.ofSeconds(30));
        assertThat(wire.told).hasSize(2);
    }

    @Test
    void told_cooldown_lastsAndIsNotToldOnByTheNextRefusal() {
        Cooldown cooldown = healths.of("a", SETTINGS).cooldown();

        wire.say("a", Kind.COOLDOWN, Duration.ofSeconds(20));
        cooldown.begin(Duration.ofSeconds(20));

        assertThat(cooldown.isOn()).isTrue();
        assertThat(wire.told).isEmpty();
    }

    @Test
    void drain_andBack_areTold() {
        Health health = healths.of("a", SETTINGS);

        health.drain();
        health.undrain();

        assertThat(wire.told).containsExactly(Finding.drained("a"), Finding.undrained("a"));
    }

    @Test
    void told_drained_untilToldOtherwise() {
        Health health = healths.of("a", SETTINGS);

        wire.say("a", Kind.DRAINED, Duration.ofDays(1));
        assertThat(health.isDrained()).isTrue();
        wire.say("a", Kind.UNDRAINED, Duration.ofDays(1));

        assertThat(health.isDrained()).isFalse();
        assertThat(wire.told).isEmpty();
    }

    @Test
    void told_ofSomebodyNobodyAskedYet_isKnownWhenHeIs() {
        wire.say("a", Kind.OPEN, Duration.ofSeconds(10));
        wire.say("a", Kind.COOLDOWN, Duration.ofSeconds(20));
        wire.say("a", Kind.DRAINED, Duration.ofDays(1));
        turn(Duration.ofSeconds(4));

        Health health = healths.of("a", SETTINGS);

        assertThat(health.breaker().remainingNanos())
                .isEqualTo(Duration.ofSeconds(6).toNanos());
        assertThat(health.cooldown().remainingNanos())
                .isEqualTo(Duration.ofSeconds(16).toNanos());
        assertThat(health.isDrained()).isTrue();
        assertThat(wire.told).isEmpty();
    }

    @Test
    void told_andOverBeforeAnybodyAsked_isForgotten() {
        wire.say("a", Kind.OPEN, Duration.ofSeconds(10));
        wire.say("a", Kind.COOLDOWN, Duration.ofSeconds(20));
        turn(Duration.ofSeconds(20));

        assertThat(healths.of("a", SETTINGS).isAvailable()).isTrue();
    }

    @Test
    void hearsay_ofTooMany_isBoundedAndRoomIsMadeWhenTheyAreOver() {
        Hearsay hearsay = new Hearsay(ticker::get, 2);
        for (String id : List.of("a", "b", "c")) {
            hearsay.keep(new Finding(id, Kind.COOLDOWN, Duration.ofSeconds(5)));
        }
        assertThat(coolAfterHearing(hearsay, "a")).isTrue();
        assertThat(coolAfterHearing(hearsay, "c")).isFalse();

        turn(Duration.ofSeconds(11));
        hearsay.keep(new Finding("c", Kind.COOLDOWN, Duration.ofSeconds(5)));

        assertThat(coolAfterHearing(hearsay, "c")).isTrue();
    }

    @Test
    void told_ofOneWithoutBreaker_cooldownAndDrainCount() {
        Healths unbroken = new Healths(Breakers.none(), ticker::get, wire);
        Health key = unbroken.of("openai#b", HealthSettings.DEFAULT);

        wire.say("openai#b", Kind.OPEN, Duration.ofSeconds(20));
        assertThat(key.isAvailable()).isTrue();
        wire.say("openai#b", Kind.COOLDOWN, Duration.ofSeconds(20));

        assertThat(key.isAvailable()).isFalse();
    }

    private boolean coolAfterHearing(Hearsay hearsay, String id) {
        Health health = new Healths(Breakers.none(), ticker::get).of(id, SETTINGS);
        hearsay.tell(health);
        return health.cooldown().isOn();
    }

    private static void fail(Health health) {
        Attempt attempt = health.tryBegin();
        assertThat(attempt).isNotNull();
        attempt.failed();
    }

    private void turn(Duration by) {
        ticker.addAndGet(by.toNanos());
    }
}
