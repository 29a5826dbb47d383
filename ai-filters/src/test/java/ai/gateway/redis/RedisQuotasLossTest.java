package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.OnLoss;
import ai.gateway.quota.Seeds;
import ai.gateway.quota.Window.AtOnce;
import ai.gateway.quota.Window.Fixed;
import ai.gateway.quota.Window.Lifetime;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultProxy;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis is frozen, killed, emptied, full, or goes back in time; its answers get lost. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class RedisQuotasLossTest {

    private static final Duration BACK = Duration.ofSeconds(5);

    private final Claim limit = new Claim("limit", new Fixed(3_600_000), 10, 1, true);
    private final Claim budget = new Claim("budget", new Lifetime(), 100, 10, true, OnLoss.REFUSE);
    private final Claim lenient = new Claim("lenient", new Lifetime(), 100, 10, true, OnLoss.SHARE_OF_REST);
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Written ledger = new Written();
    private RealRedis redis;
    private RedisCommands<String, String> commands;

    /** What is written down for good, as a ledger does it: before the store is told. */
    private static final class Written implements Seeds {

        private final Map<String, Charge> sums = new ConcurrentHashMap<>();

        void add(Charge charge) {
            sums.merge(
                    charge.counter() + charge.slot(),
                    charge,
                    (one, other) -> new Charge(one.counter(), one.slot(), one.until(), one.used() + other.used()));
        }

        @Override
        public Collection<Charge> live() {
            return List.copyOf(sums.values());
        }
    }

    @BeforeEach
    void start(@TempDir Path directory) {
        redis = RealRedis.with("dir " + directory);
        open.add(redis);
        RedisClient client = QuotaNode.client(redis.port());
        open.add(0, client::close);
        commands = client.connect().sync();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void frozen_theFirstWaitsForAMoment_theOthersDoNot_andItIsSharedAgainSoonAfter() throws Exception {
        QuotaNode one = keep(QuotaNode.at(redis.port(), "loss:", ledger, QuotaPatience.DEFAULT));
        QuotaNode other = node();
        one.settle("before", limit.charge(System.currentTimeMillis(), 1));
        soon().until(one.quotas()::isSettled);
        long process = QuotaNode.process(commands);

        signal("STOP", process);
        long first = nanosOf(() -> one.reserve("first", limit));
        for (int i = 0; i < 4; i++) {
            one.reserve("more" + i, limit);
        }
        assertThat(one.quotas().isLost()).isTrue();
        long[] nanos = new long[101];
        for (int i = 0; i < nanos.length; i++) {
            String id = "quick" + i;
            nanos[i] = nanosOf(() -> one.reserve(id, limit));
        }
        for (int i = 0; i < 5; i++) {
            one.settle("first", limit.charge(System.currentTimeMillis(), 1));
        }
        signal("CONT", process);
        long thawed = System.nanoTime();

        soon().until(() -> !one.quotas().isLost() && one.quotas().isSettled());
        assertThat(Duration.ofNanos(System.nanoTime() - thawed)).isLessThan(BACK);
        assertThat(Duration.ofNanos(first)).isLessThan(Duration.ofMillis(400));
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[50])).isLessThan(Duration.ofMillis(10));
        assertThat(other.level(limit).used()).isEqualTo(2);
    }

    @Test
    void lost_eachOfTwoGrantsHalfOfALimit_andNothingOfABudget_unlessToldTo() {
        QuotaNode one = node();
        QuotaNode other = node();
        soon().until(() -> knowsOfTwo(one) && knowsOfTwo(other));
        one.use("before", lenient, 40);
        one.settle("again", lenient.charge(0, 0));
        one.reserve("seen", lenient.needing(0));
        redis.kill();

        lose(one);
        lose(other);

        assertThat(granted(one, "a", limit, 20) + granted(other, "a", limit, 20))
                .isEqualTo(10);
        Grant closed = one.reserve("b", limit.needing(0), budget);
        assertThat(closed.refusedBy()).isEqualTo(1);
        assertThat(closed.lost()).isTrue();
        assertThat(granted(one, "c", lenient, 20)).isEqualTo(3);
        assertThat(one.reserve("d", lenient).lost()).isTrue();
        assertThat(other.reserve("e", lenient).lost()).isTrue();
        assertThat(one.reserve("f", limit).lost()).isFalse();
        assertThat(one.reserve("g", limit.needing(8)).lost()).isTrue();
        assertThat(one.reserve("h", new Claim("shadow", new Lifetime(), 0, 10, false, OnLoss.REFUSE))
                        .isGranted())
                .isTrue();
        // A driver that is shut down while it tries to reconnect leaves a buffer behind.
        redis.startAgain();
        one.awaitContact();
        other.awaitContact();
        soon().until(() -> "PONG".equals(commands.ping()));
    }

    @Test
    void killed_andComesBackEmpty_knowsWhatWasUsed_andWhatIsHeld() {
        QuotaNode node = node();
        use(node, "a", budget, 10);
        use(node, "b", budget, 5);
        Grant held = node.reserve("slow", budget.needing(60));
        assertThat(held.isGranted()).isTrue();
        soon().until(node.quotas()::isSettled);
        redis.kill();
        lose(node);
        use(node, "c", limit, 1);
        assertThat(node.reserve("d", budget).lost()).isTrue();

        redis.startAgain();
        long back = System.nanoTime();

        soon().until(() -> !node.quotas().isLost() && node.quotas().isSettled());
        assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(BACK);
        assertThat(node.level(budget)).isEqualTo(new Level(100, 15, 60, Long.MAX_VALUE));
        assertThat(node.level(limit).used()).isEqualTo(1);
        node.settle("slow", budget.charge(held.at(), 50));
        soon().until(node.quotas()::isSettled);
        assertThat(node.level(budget)).isEqualTo(new Level(100, 65, 0, Long.MAX_VALUE));
    }

    @Test
    void restarted_fromAnOldSnapshot_isToldWhatItHasLost() {
        QuotaNode node = node();
        use(node, "a", budget, 10);
        soon().until(node.quotas()::isSettled);
        commands.set("before", "the snapshot");
        commands.save();
        commands.set("after", "the snapshot");
        for (int i = 0; i < 8; i++) {
            use(node, "later" + i, budget, 10);
        }
        soon().until(node.quotas()::isSettled);

        redis.kill();
        redis.startAgain();
        assertThat(commands.exists("before")).isEqualTo(1);
        assertThat(commands.exists("after")).isZero();

        soon().until(() -> node.level(budget).used() == 90);
        assertThat(node.reserve("over", budget.needing(11)).isGranted()).isFalse();
    }

    @Test
    void flushed_underLoad_nothingFails_andABudgetIsNeverSpentTwice() {
        QuotaNode one = keep(QuotaNode.at(redis.port(), "loss:", ledger, QuotaNode.PATIENT));
        QuotaNode other = keep(QuotaNode.at(redis.port(), "loss:", ledger, QuotaNode.PATIENT));
        Claim wide = new Claim("wide", new Lifetime(), 500, 1, true, OnLoss.REFUSE);
        int granted = 0;
        for (int i = 0; i < 2000; i++) {
            if (i % 300 == 150) {
                commands.scriptFlush();
            }
            if (i % 600 == 300) {
                commands.flushall();
            }
            Grant grant = use(i % 2 == 0 ? one : other, "x" + i, wide, 1);
            assertThat(grant.lost()).isFalse();
            granted += grant.isGranted() ? 1 : 0;
        }

        soon().until(() -> one.quotas().isSettled() && other.quotas().isSettled());
        assertThat(granted).isBetween(490, 500);
        // Whatever was under way at another gateway when the memory was lost may count twice, never less than once.
        assertThat(one.level(wide).used()).isBetween((long) granted, granted + 10L);
        assertThat(one.level(wide).held()).isZero();
    }

    @Test
    void replies_lostAfterTheScriptRan_nothingIsHeldForEver_norCountedTwice() {
        try (FaultProxy proxy = FaultProxy.to(redis.port())) {
            QuotaNode watching = node();
            QuotaNode node = keep(QuotaNode.at(proxy.port(), "loss:", ledger, QuotaNode.UNHURRIED));
            int used = 0;
            Claim unanswerable = new Claim("elsewhere", new Lifetime(), 100, 1, true, OnLoss.REFUSE);
            for (int i = 0; i < 10; i++) {
                Grant grant = node.reserve("whole" + i, lenient.needing(2));
                proxy.stallNow();
                node.settle("whole" + i, lenient.charge(grant.at(), 1));
                Grant unheard = node.reserve("unheard" + i, lenient.needing(2), unanswerable);
                proxy.heal();
                assertThat(unheard.lost()).isTrue();
                used++;
                node.awaitContact();
            }

            soon().until(node.quotas()::isSettled);
            assertThat(used).isPositive();
            assertThat(watching.level(lenient)).isEqualTo(new Level(100, used, 0, Long.MAX_VALUE));
        }
    }

    @Test
    void callers_whoGoAway_leaveNothingBehind() {
        try (FaultProxy proxy = FaultProxy.to(redis.port())) {
            QuotaNode watching = node();
            QuotaNode node = keep(QuotaNode.at(proxy.port(), "loss:", ledger, QuotaNode.PATIENT));
            proxy.stallNow();
            node.quotas()
                    .reserve("gone", List.of(budget), QuotaNode.LONGEST)
                    .subscribe()
                    .dispose();
            node.quotas()
                    .reserve("gone too", List.of(budget), QuotaNode.LONGEST)
                    .timeout(Duration.ofMillis(50))
                    .onErrorComplete()
                    .block();
            proxy.heal();

            soon().until(node.quotas()::isSettled);
            assertThat(watching.level(budget)).isEqualTo(new Level(100, 0, 0, 0));
            assertThat(watching.reserve("other", budget.needing(100)).isGranted())
                    .isTrue();
        }
    }

    @Test
    void connections_cut_nothingIsHeldForEver_norCountedTwice() {
        try (FaultProxy proxy = FaultProxy.to(redis.port())) {
            QuotaNode watching = node();
            QuotaNode node = keep(QuotaNode.at(proxy.port(), "loss:", ledger, QuotaNode.UNHURRIED));
            int used = 0;
            for (int i = 0; i < 10; i++) {
                Grant grant = node.reserve("whole" + i, limit, lenient.needing(2));
                proxy.resetNow();
                if (grant.isGranted()) {
                    node.settle("whole" + i, lenient.charge(grant.at(), 1));
                    used++;
                }
                node.reserve("unheard" + i, lenient.needing(2), new Claim("never", new AtOnce(), 9, 1, true));
                node.settle("unheard" + i);
                proxy.heal();
                node.awaitContact();
            }

            soon().until(node.quotas()::isSettled);
            assertThat(used).isPositive();
            assertThat(watching.level(lenient)).isEqualTo(new Level(100, used, 0, Long.MAX_VALUE));
        }
    }

    @Test
    void full_whatCannotBeWrittenIsDecidedHere_andToldLater() {
        QuotaNode node = node();
        use(node, "a", budget, 10);
        soon().until(node.quotas()::isSettled);
        commands.configSet("maxmemory-policy", "noeviction");
        commands.configSet("maxmemory", "1");

        lose(node);
        assertThat(node.reserve("b", budget).lost()).isTrue();
        Grant share = use(node, "c", limit, 1);
        assertThat(share.isGranted()).isTrue();
        commands.configSet("maxmemory", "0");

        soon().until(() -> !node.quotas().isLost() && node.quotas().isSettled());
        assertThat(node.level(budget)).isEqualTo(new Level(100, 10, 0, Long.MAX_VALUE));
        assertThat(node.level(limit).used()).isEqualTo(1);
    }

    @Test
    void absentAtTheStart_itStarts_andSharesWhenItComes() {
        int port = RealRedis.unusedPort();
        QuotaNode node = keep(QuotaNode.alone(port, "late:"));
        assertThat(node.reserve("a", limit).isGranted()).isTrue();
        assertThat(node.reserve("b", budget).lost()).isTrue();
        node.settle("a", limit.charge(System.currentTimeMillis(), 1));

        RealRedis late = RealRedis.startAt(port);
        open.add(late);

        soon().until(() -> !node.quotas().isLost() && node.quotas().isSettled());
        assertThat(node.level(limit).used()).isEqualTo(1);
    }

    @Test
    void keys_allLiveForATime_butWhatCountsForEver() {
        QuotaNode node = node();
        node.use("a", limit, 1);
        node.use("b", budget, 10);
        node.reserve("c", new Claim("calls", new AtOnce(), 9, 1, true), limit);
        soon().until(node.quotas()::isSettled);

        List<String> forEver = commands.keys("*").stream()
                .filter(key -> commands.pttl(key) < 0)
                .toList();

        assertThat(forEver).containsExactly(QuotaKeys.below("loss:").counter("budget"));
        assertThat(commands.keys("*").stream().map(SlotHash::getSlot).distinct())
                .hasSize(1);
    }

    private QuotaNode node() {
        return keep(QuotaNode.at(redis.port(), "loss:", ledger, QuotaNode.UNHURRIED));
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    private Grant use(QuotaNode node, String id, Claim claim, long used) {
        Grant grant = node.reserve(id, claim);
        if (grant.isGranted()) {
            Charge charge = claim.charge(grant.at(), used);
            ledger.add(charge);
            node.settle(id, charge);
        }
        return grant;
    }

    private static void lose(QuotaNode node) {
        soon().until(() -> {
            node.reserve("lose" + System.nanoTime(), new Claim("nothing", new AtOnce(), 9_000, 0, true));
            return node.quotas().isLost();
        });
    }

    private static boolean knowsOfTwo(QuotaNode node) {
        return node.quotas().gateways() == 2;
    }

    private static int granted(QuotaNode node, String id, Claim claim, int offered) {
        int granted = 0;
        for (int i = 0; i < offered; i++) {
            granted += node.reserve(id + i, claim).isGranted() ? 1 : 0;
        }
        return granted;
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
    }

    private static long nanosOf(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return System.nanoTime() - begun;
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }
}
