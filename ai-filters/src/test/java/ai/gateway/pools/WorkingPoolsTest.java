package ai.gateway.pools;

import ai.gateway.health.Attempt;
import ai.gateway.health.Breakers;
import ai.gateway.health.Health;
import ai.gateway.health.Healths;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Pools come and go with the settings; the health of their targets stays. */
class WorkingPoolsTest {

    private final Healths healths = new Healths(Breakers.none(), () -> 1);
    private final WorkingPools working = new WorkingPools(new PoolStates(healths, healths, () -> 1));

    @Test
    void of_sameSettings_isPutToWorkOnce() {
        Settings settings = Pooled.settings("pools: { p: { targets: a/m } }");

        assertThat(working.of(settings)).isSameAs(working.of(settings));
    }

    @Test
    void of_newSettings_keepTheHealthOfTheirTargets() {
        Settings before = Pooled.settings("pools: { p: { targets: [ a/m, b/m ] } }");
        Settings after =
                Pooled.settings("pools: { p: { targets: [ c/m, { model: a/m, weight: 7 } ], strategy: ordered } }");
        Health old = health(working.of(before).states().get("p"), 0);
        Attempt underWay = old.begin();
        old.cooldown().begin(Duration.ofSeconds(5));

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
        WorkingPools.Now old = working.of(before);
        WorkingPools.Now now = working.of(after);

        assertThat(working.of(before)).isSameAs(old);
        assertThat(working.of(after)).isSameAs(now);
        assertThat(now.states().get("p").nodes().get(0).member().name()).isEqualTo("b/m");
    }

    @Test
    void health_ofOneTargetInTwoPools_isItsOwnInEach() {
        WorkingPools.Now now = working.of(Pooled.settings("pools: { p: { targets: a/m }, q: { targets: a/m } }"));

        assertThat(health(now.states().get("p"), 0))
                .isNotSameAs(health(now.states().get("q"), 0));
    }

    @Test
    void health_ofOneKey_isTheSameInAllPools() {
        WorkingPools.Now now =
                working.of(Pooled.settings("pools: { p: { targets: keyed/m }, q: { targets: keyed/n } }"));
        Seat one = now.states().get("p").nodes().get(0).seats().get(0);
        Seat other = now.states().get("q").nodes().get(0).seats().get(0);

        assertThat(one.keyHealth()).isNotNull().isSameAs(other.keyHealth());
        assertThat(one.health()).isNotSameAs(other.health());
        one.keyHealth().cooldown().begin(Duration.ofSeconds(5));
        assertThat(other.reluctance()).isEqualTo("cooling down");
    }

    @Test
    void keys_ofProvider_areAPoolWithoutAWord() {
        Settings settings = Pooled.settings("");
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

    private static Health health(PoolState pool, int node) {
        return pool.nodes().get(node).seats().get(0).health();
    }
}
