package ai.gateway.pools;

import ai.gateway.health.Attempt;
import ai.gateway.health.Breakers;
import ai.gateway.health.Gate;
import ai.gateway.health.Health;
import ai.gateway.health.Healths;
import ai.gateway.health.Permit;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** Pools come and go with the settings; the health of their targets stays. */
class WorkingPoolsTest {

    private final Healths healths = new Healths(Breakers.none(), () -> 1);
    private final AtomicReference<Settings> inForce = new AtomicReference<>();
    private final WorkingPools working = new WorkingPools(new PoolStates(healths, healths, () -> 1), inForce::get);

    @Test
    void of_sameSettings_isPutToWorkOnce() {
        Settings settings = inForce("pools: { p: { targets: a/m } }");

        assertThat(working.of(settings)).isSameAs(working.of(settings));
    }

    @Test
    void of_newSettings_keepTheHealthOfTheirTargets() {
        Settings before = Pooled.settings("pools: { p: { targets: [ a/m, b/m ] } }");
        Settings after =
                Pooled.settings("pools: { p: { targets: [ c/m, { model: a/m, weight: 7 } ], strategy: ordered } }");
        inForce.set(before);
        Health old = health(working.of(before).states().get("p"), 0);
        Attempt underWay = old.begin();
        old.cooldown().begin(Duration.ofSeconds(5));

        inForce.set(after);
        PoolState now = working.of(after).states().get("p");

        assertThat(now.pool().strategy()).isEqualTo(Strategy.ORDERED);
        assertThat(health(now, 1)).isSameAs(old);
        assertThat(now.nodes().get(1).inFlight()).isEqualTo(1);
        assertThat(now.nodes().get(1).seats().get(0).reluctance()).isEqualTo("cooling down");
        underWay.succeeded(1);
    }

    @Test
    void of_settingsBeforeThese_areStillAtWork() {
        Settings before = Pooled.settings("pools: { p: { targets: a/m } }");
        Settings after = Pooled.settings("pools: { p: { targets: b/m } }");
        inForce.set(before);
        WorkingPools.Now old = working.of(before);
        inForce.set(after);
        WorkingPools.Now now = working.of(after);

        assertThat(working.of(before)).isSameAs(old);
        assertThat(working.of(after)).isSameAs(now);
        assertThat(now.states().get("p").nodes().get(0).member().name()).isEqualTo("b/m");
    }

    @Test
    void health_ofOneTargetInTwoPools_isItsOwnInEach() {
        WorkingPools.Now now = working.of(inForce("pools: { p: { targets: a/m }, q: { targets: a/m } }"));

        assertThat(health(now.states().get("p"), 0))
                .isNotSameAs(health(now.states().get("q"), 0));
    }

    @Test
    void health_ofOneKey_isTheSameInAllPools() {
        WorkingPools.Now now = working.of(inForce("pools: { p: { targets: keyed/m }, q: { targets: keyed/n } }"));
        Seat one = now.states().get("p").nodes().get(0).seats().get(0);
        Seat other = now.states().get("q").nodes().get(0).seats().get(0);

        assertThat(one.keyHealth()).isNotNull().isSameAs(other.keyHealth());
        assertThat(one.health()).isNotSameAs(other.health());
        one.keyHealth().cooldown().begin(Duration.ofSeconds(5));
        assertThat(other.reluctance()).isEqualTo("cooling down");
    }

    @Test
    void keys_ofProvider_areAPoolWithoutAWord() {
        Settings settings = inForce("");
        WorkingPools.Now now = working.of(settings);
        Target target = settings.catalogue().resolve("keyed/m", "openai");
        PoolState pool = now.keys(target);

        assertThat(pool).isSameAs(now.keys(target));
        assertThat(pool.pool().failover().on()).containsExactlyInAnyOrder(FailureClass.KEY, FailureClass.RATE_LIMIT);
        assertThat(pool.pool().failover().attempts()).isEqualTo(3);
        assertThat(pool.nodes().get(0).seats())
                .extracting(Seat::name)
                .containsExactly("keyed/m#one", "keyed/m#two", "keyed/m#idle");
    }

    /** Calls of the pools before this reading count on, whoever of both ends first. */
    @Test
    void limits_ofTargetAndPool_countOnOverReadings() {
        PoolState old = reading("{ targets: [ { model: a/m, max-concurrent: 2 } ], queue.size: 3 }");
        Permit one = entered(gate(old, 0));
        Permit two = entered(gate(old, 0));
        Permit inPool = entered(old.gate());

        PoolState now = reading("{ strategy: ordered, targets: [ { model: a/m, max-concurrent: 3 } ], queue.size: 5 }");

        Permit three = entered(gate(now, 0));
        assertThat(gate(now, 0).tryEnter()).isNull();
        assertThat(gate(old, 0).tryEnter()).isNull();
        assertThat(now.gate()).isNotNull();
        assertThat(now.gate().limit()).isEqualTo(3);
        assertThat(now.gate().inUse()).isEqualTo(1);
        one.close();
        assertThat(gate(now, 0).tryEnter()).isNotNull();
        List.of(two, inPool, three).forEach(Permit::close);
        assertThat(gate(now, 0).inUse()).isEqualTo(1);
        assertThat(now.gate().inUse()).isZero();
    }

    @Test
    void limits_adaptive_areBoundByWhatIsWrittenNow() {
        PoolState old = reading("{ targets: [ { model: a/m, max-concurrent: 8, adaptive: true } ] }");
        Limit limit = limit(old, 0);
        Permit one = entered(limit.gate());
        PoolState now = reading("{ targets: [ { model: a/m, max-concurrent: 1 } ] }");

        assertThat(limit(now, 0)).isSameAs(limit);
        assertThat(limit.isAdaptive()).isFalse();
        limit.answered(1);
        assertThat(limit.gate().limit()).isEqualTo(1);
        assertThat(limit.gate().tryEnter()).isNull();
        one.close();
        assertThat(limit.gate().tryEnter()).isNotNull();
    }

    @Test
    void limits_ofTwins_areTheirOwn() {
        PoolState pool = reading("{ targets: [ { model: a/m, max-concurrent: 1 },"
                + " { model: a/m, max-concurrent: 2, parameters: temperature=0 } ] }");
        assertThat(gate(pool, 0)).isNotSameAs(gate(pool, 1));
        assertThat(gate(pool, 1).limit()).isEqualTo(2);
    }

    @Test
    void limits_ofTargetThatIsGone_areForgottenWhenNobodyIsThereAnyMore() {
        Gate gate = gate(reading("{ targets: [ { model: a/m, max-concurrent: 2 } ] }"), 0);
        Permit underWay = entered(gate);
        reading("{ targets: b/m }");
        assertThat(gate(reading("{ targets: [ { model: a/m, max-concurrent: 2 } ] }"), 0))
                .isSameAs(gate);
        underWay.close();
        reading("{ targets: b/m }");
        assertThat(gate(reading("{ targets: [ { model: a/m, max-concurrent: 2 } ] }"), 0))
                .isNotSameAs(gate);
    }

    /** An exchange that began two readings ago may ask for its pools as late as that. */
    @Test
    void of_settingsLongBeforeThese_bringNoLimitBackAndNothingElse() {
        Settings late = Pooled.settings("pools: { p: { targets: [ { model: a/m, max-concurrent: 9 } ] } }");
        PoolState now = reading("{ targets: [ { model: a/m, max-concurrent: 2 } ] }");
        WorkingPools.Now current = working.now();

        WorkingPools.Now old = working.of(late);

        assertThat(working.of(late)).isSameAs(old);
        assertThat(gate(old.states().get("p"), 0).limit()).isEqualTo(2);
        assertThat(working.now()).isSameAs(current);
        assertThat(current.states().get("p")).isSameAs(now);
    }

    /** The pool {@code p} of a new reading that comes in force. */
    private PoolState reading(String written) {
        return working.of(inForce("pools: { p: " + written + " }")).states().get("p");
    }

    private Settings inForce(String yaml) {
        Settings settings = Pooled.settings(yaml);
        inForce.set(settings);
        return settings;
    }

    private static Limit limit(PoolState pool, int node) {
        return Objects.requireNonNull(pool.nodes().get(node).seats().get(0).limit());
    }

    private static Gate gate(PoolState pool, int node) {
        return limit(pool, node).gate();
    }

    private static Permit entered(@Nullable Gate gate) {
        return Objects.requireNonNull(Objects.requireNonNull(gate).tryEnter());
    }

    private static Health health(PoolState pool, int node) {
        return pool.nodes().get(node).seats().get(0).health();
    }
}
