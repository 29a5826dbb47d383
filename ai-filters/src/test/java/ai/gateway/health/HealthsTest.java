package ai.gateway.health;

import ai.gateway.health.Breaker.State;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

class HealthsTest {

    private final HandTicker ticker = new HandTicker();
    private final Healths healths = new Healths(Breakers.resilience4j(), ticker, 4);

    @Test
    void of_sameId_isTheSame() {
        Health first = healths.of("a", HealthSettings.DEFAULT);

        assertThat(healths.of("a", HealthSettings.DEFAULT)).isSameAs(first);
        assertThat(healths.find("a")).containsSame(first);
        assertThat(healths.find("b")).isEmpty();
        assertThat(healths.all()).containsExactly(first);
    }

    @Test
    void of_newSettings_keepsTheStateAndGoesByThem() {
        Health health = healths.of("a", HealthSettings.DEFAULT);
        health.drain();
        Objects.requireNonNull(health.tryBegin());
        healths.of("a", HealthSettings.DEFAULT.withBreaker(new BreakerSettings(10, 1, 1, Duration.ofSeconds(1), 1)));

        assertThat(health.isDrained()).isTrue();
        assertThat(health.inFlight()).isEqualTo(1);
        Objects.requireNonNull(health.tryBegin()).failed();
        assertThat(health.breaker().remainingNanos())
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void of_shorterMemory_forgetsSooner() {
        Health health = healths.of("a", HealthSettings.DEFAULT);
        Attempt attempt = Objects.requireNonNull(health.tryBegin());
        ticker.turn(10_000);
        attempt.succeeded(0);
        healths.of(
                "a",
                new HealthSettings(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(30),
                        0.5,
                        Duration.ofMillis(1),
                        BreakerSettings.DEFAULT));
        ticker.turn(2_000);

        assertThat(health.score(0)).isEqualTo(1e6);
    }

    @Test
    void of_tooManyAndSomeUnusedForAnHour_dropsThose() {
        fill();
        Health used = healths.of("0", HealthSettings.DEFAULT);
        healths.of("1", HealthSettings.DEFAULT).drain();
        Objects.requireNonNull(healths.of("2", HealthSettings.DEFAULT).tryBegin());
        ticker.turn(Duration.ofHours(1));
        healths.of("0", HealthSettings.DEFAULT);
        healths.of("new", HealthSettings.DEFAULT);

        assertThat(healths.all()).extracting(Health::id).containsExactlyInAnyOrder("0", "1", "2", "new");
        assertThat(healths.of("0", HealthSettings.DEFAULT)).isSameAs(used);
    }

    @Test
    void of_tooManyAndAllInUse_keepsThemAndNotTheNewcomer() {
        fill();
        Health newcomer = healths.of("new", HealthSettings.DEFAULT);

        Objects.requireNonNull(newcomer.tryBegin()).succeeded(0);
        assertThat(healths.find("new")).isEmpty();
        assertThat(healths.all()).hasSize(4);
        ticker.turn(Duration.ofHours(2));
        assertThat(healths.of("new", HealthSettings.DEFAULT)).isSameAs(healths.of("new", HealthSettings.DEFAULT));
    }

    @Test
    void of_idleButNotTooMany_keepsEverybody() {
        healths.of("a", HealthSettings.DEFAULT);
        ticker.turn(Duration.ofDays(30));
        healths.of("b", HealthSettings.DEFAULT);

        assertThat(healths.all()).hasSize(2);
    }

    @Test
    void onStateChange_breakerOpens_everybodyIsTold() {
        List<StateChange> told = new CopyOnWriteArrayList<>();
        Health before = healths.of("before", HealthSettings.DEFAULT);
        healths.onStateChange(told::add);
        healths.onStateChange(told::add);
        for (int i = 0; i < 5; i++) {
            Objects.requireNonNull(before.tryBegin()).failed();
        }

        StateChange opened = new StateChange("before", State.CLOSED, State.OPEN, StateChange.Origin.SEEN);
        assertThat(told).containsExactly(opened, opened);
    }

    @Test
    void of_manyThreads_makeOneOfEach() {
        Healths many = new Healths(Breakers.none(), ticker);
        Set<Health> seen = ConcurrentHashMap.newKeySet();

        Together.run(8, thread -> {
            for (int i = 0; i < 1_000; i++) {
                seen.add(many.of("id-" + i, HealthSettings.DEFAULT));
            }
        });

        assertThat(seen).hasSize(1_000);
        assertThat(many.all()).hasSize(1_000);
    }

    private void fill() {
        for (int i = 0; i < 4; i++) {
            healths.of(String.valueOf(i), HealthSettings.DEFAULT);
        }
    }
}
