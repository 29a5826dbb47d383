package ai.gateway.hooks;

import ai.gateway.account.Demand;
import ai.gateway.account.Terms;
import ai.gateway.delivery.Receivers;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Level;
import ai.gateway.reach.AllowList;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/** Each threshold is told once in a window, and the same crossing is the same event at every gateway. */
class ThresholdsTest {

    private static final long DOLLAR = 1_000_000_000L;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000L;

    private final Node node = new Node(10_000);
    private List<Integer> thresholds = List.of(50, 80, 90, 100);
    private boolean tokens;

    /** One gateway. */
    private final class Node {
        final List<BudgetEvent> told = java.util.Collections.synchronizedList(new ArrayList<>());
        final Gauges gauges;
        final Thresholds watcher;

        Node(int mostCounters) {
            gauges = new Gauges(mostCounters);
            watcher = new Thresholds(
                    () -> new Hooks(new Receivers(List.of(), AllowList.NOTHING), thresholds, tokens),
                    told::add,
                    gauges);
        }

        void granted(Demand demand, long used, long at) {
            watcher.granted(null, demand, level(demand, used), at);
        }

        void lacked(Demand demand, long used, long at) {
            watcher.lacked(null, demand, level(demand, used), at);
        }

        void settled(Demand demand, long used, long at) {
            long slot = demand.allowance().window().slot(at);
            long until = demand.allowance().window().until(slot);
            watcher.settled(null, EntryOf.charges(List.of(new Charge(demand.countedAs(), slot, until, used))));
        }

        List<Integer> crossed() {
            return told.stream().map(BudgetEvent::threshold).toList();
        }
    }

    private static Level level(Demand demand, long used) {
        return new Level(demand.allowance().amount(), used, 0, 0);
    }

    private static Demand budget(String text) {
        return new Demand("chat/key:alice", Allowance.budget(text), Terms.USUAL);
    }

    @Test
    void granted_levelsRise_tellsEachThresholdOnce() {
        Demand demand = budget("100 USD / day");
        for (int dollars = 0; dollars <= 120; dollars += 7) {
            node.granted(demand, dollars * DOLLAR, NOON);
            node.granted(demand, dollars * DOLLAR, NOON + 1);
        }

        assertThat(node.crossed()).containsExactly(50, 80, 90, 100);
        BudgetEvent first = node.told.get(0);
        assertThat(first.counter()).isEqualTo("chat/key:alice");
        assertThat(first.who()).isEqualTo("key:alice");
        assertThat(first.type()).isEqualTo("budget.threshold");
        assertThat(first.used()).isEqualTo(56 * DOLLAR);
        assertThat(first.most()).isEqualTo(100 * DOLLAR);
        assertThat(first.windowEnd()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        assertThat(first.amount(first.used())).isEqualTo("56");
    }

    @Test
    void granted_exactlyAtIt_isThere_oneLessIsNot() {
        Demand demand = budget("1 USD / day");
        node.granted(demand, DOLLAR / 2 - 1, NOON);
        assertThat(node.told).isEmpty();
        node.granted(demand, DOLLAR / 2, NOON);
        assertThat(node.crossed()).containsExactly(50);
    }

    /** What a call comes to is known when it ends, not when the next one begins. */
    @Test
    void settled_whatACallCameTo_comesOnTopOfWhatWasGranted() {
        Demand demand = budget("1 USD / day");
        node.granted(demand, 0, NOON);
        node.settled(demand, DOLLAR / 2 - 1, NOON);
        assertThat(node.told).isEmpty();
        node.settled(demand, 1, NOON);
        assertThat(node.crossed()).containsExactly(50);
        node.granted(demand, DOLLAR / 2, NOON);
        node.settled(demand, DOLLAR / 2, NOON - DAY);
        assertThat(node.crossed()).containsExactly(50);
    }

    @Test
    void granted_nextWindow_tellsAgainByAnotherId_andLateNewsOfTheOldOneIsNone() {
        Demand demand = budget("1 USD / day");
        node.granted(demand, DOLLAR, NOON);
        node.granted(demand, 0, NOON + DAY);
        node.granted(demand, DOLLAR, NOON);
        assertThat(node.told).hasSize(4);
        node.granted(demand, DOLLAR, NOON + DAY);

        assertThat(node.crossed()).containsExactly(50, 80, 90, 100, 50, 80, 90, 100);
        assertThat(node.told.stream().map(BudgetEvent::id)).doesNotHaveDuplicates();
    }

    @Test
    void granted_slidingAndForEver_haveNoEnd() {
        node.granted(budget("1 USD / 1d"), DOLLAR / 2, NOON);
        node.granted(budget("1 USD / lifetime"), DOLLAR / 2, NOON);
        node.granted(budget("1 USD / 1d"), DOLLAR / 2, NOON + DAY);
        node.granted(budget("1 USD / lifetime"), DOLLAR / 2, NOON + DAY);

        assertThat(node.told)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.windowEnd()).isNull());
    }

    @Test
    void lacked_nearlyUsedUp_isUsedUp_oneBigCallIsNot() {
        Demand demand = budget("100 USD / day");
        node.lacked(demand, 10 * DOLLAR, NOON);
        node.lacked(demand, 89 * DOLLAR, NOON);
        assertThat(node.crossed()).containsExactly(50, 80);
        node.lacked(demand, 95 * DOLLAR, NOON);
        assertThat(node.crossed()).containsExactly(50, 80, 90, 100);
        assertThat(node.told.get(3).used()).isEqualTo(95 * DOLLAR);
    }

    /** A budget that was raised has thresholds of its own; two that share a counter do not make each other tell again. */
    @Test
    void granted_otherAmounts_haveTheirOwnThresholds() {
        for (int i = 0; i < 3; i++) {
            node.granted(budget("100 USD / lifetime"), 85 * DOLLAR, NOON);
            node.granted(budget("1000 USD / lifetime"), 85 * DOLLAR, NOON);
        }
        assertThat(node.crossed()).containsExactly(50, 80);
        node.settled(budget("1000 USD / lifetime"), 500 * DOLLAR, NOON);
        assertThat(node.crossed()).containsExactly(50, 80, 90, 100, 50);
        assertThat(node.told.stream().map(BudgetEvent::id)).doesNotHaveDuplicates();
    }

    @Test
    void granted_atTwoGatewaysAtOtherTimes_isTheSameEvent() {
        Node other = new Node(10);
        node.granted(budget("100 USD / month Europe/Berlin"), 81 * DOLLAR, NOON);
        other.granted(budget("100 USD / month Europe/Berlin"), 83 * DOLLAR, NOON + DAY);

        assertThat(node.told.stream().map(BudgetEvent::id))
                .hasSize(2)
                .containsExactlyElementsOf(
                        other.told.stream().map(BudgetEvent::id).toList());
    }

    @Test
    void granted_tokens_onlyByOption_requestsNever() {
        Demand limit = new Demand("chat/key:a", Allowance.tokens("1000 / 1m"), Terms.USUAL);
        Demand requests = new Demand("chat/key:a", Allowance.requests("10 / 1m"), Terms.USUAL);
        node.granted(limit, 900, NOON);
        assertThat(node.told).isEmpty();
        tokens = true;
        node.granted(limit, 900, NOON);
        node.granted(requests, 10, NOON);

        assertThat(node.crossed()).containsExactly(50, 80, 90);
        assertThat(node.told).allSatisfy(event -> assertThat(event.type()).isEqualTo("limit.threshold"));
    }

    @Test
    void granted_otherThresholds_areInForceAtOnce() {
        Demand demand = budget("100 USD / day");
        thresholds = List.of();
        node.granted(demand, 99 * DOLLAR, NOON);
        assertThat(node.told).isEmpty();
        thresholds = List.of(70, 120);
        node.granted(demand, 99 * DOLLAR, NOON);
        node.granted(demand, 120 * DOLLAR, NOON);
        assertThat(node.crossed()).containsExactly(70, 120);
    }

    @Test
    void granted_manyCounters_areForgottenAndToldAgainByTheSameId() {
        Node small = new Node(100);
        Demand first = budget("1 USD / day");
        small.granted(first, DOLLAR / 2, NOON);
        for (int i = 0; i < 1000; i++) {
            small.granted(new Demand("chat/ip:" + i, Allowance.budget("1 USD / day"), Terms.USUAL), 0, NOON);
        }
        small.granted(first, DOLLAR / 2, NOON);

        assertThat(small.gauges.size()).isEqualTo(100);
        assertThat(small.told).hasSize(2);
        assertThat(small.told.get(0)).isEqualTo(small.told.get(1));
    }

    @Test
    void share_ofAnyAmount_isRoundedUpAndNeverTooBig() {
        assertThat(Gauge.share(1, 50)).isEqualTo(1);
        assertThat(Gauge.share(99, 100)).isEqualTo(99);
        assertThat(Gauge.share(101, 1)).isEqualTo(2);
        assertThat(Gauge.share(Long.MAX_VALUE, 100)).isGreaterThan(Long.MAX_VALUE - 100);
        assertThat(Gauge.share(Long.MAX_VALUE, 1000)).isEqualTo(Long.MAX_VALUE);
    }

    /** Eight threads spend one budget, each call at once settled: all thresholds, each once, none before it is true. */
    @Test
    void watcher_manyAtOnce_tellsEachOnce() throws Exception {
        long seed = 20_260_301L;
        Demand demand = budget("100 USD / day");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Long>> all = new ArrayList<>();
        node.granted(demand, 0, NOON);
        for (int i = 0; i < 8; i++) {
            Random random = new Random(seed + i);
            all.add(threads.submit(() -> {
                begin.await();
                long sum = 0;
                for (int call = 0; call < 1000; call++) {
                    long cost = random.nextInt((int) (DOLLAR / 40));
                    node.settled(demand, cost, NOON);
                    sum += cost;
                }
                return sum;
            }));
        }
        begin.countDown();
        long sum = 0;
        for (Future<Long> one : all) {
            sum += one.get();
        }
        threads.shutdown();
        Set<Integer> due = new HashSet<>();
        for (int threshold : thresholds) {
            if (sum >= threshold * DOLLAR) {
                due.add(threshold);
            }
        }
        assertThat(due).as("seed " + seed).contains(50, 80);
        assertThat(node.crossed()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(due);
        assertThat(node.told)
                .allSatisfy(event -> assertThat(event.used()).isGreaterThanOrEqualTo(event.threshold() * DOLLAR));
    }
}
