package ai.gateway.pools;

import ai.gateway.health.Attempt;
import ai.gateway.health.Health;
import ai.gateway.pipeline.Trace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** In which order targets are asked, by each strategy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderTest {

    private static final int MANY = 20_000;

    private final Pooled pooled = new Pooled();
    private Asked asked;
    private Asked.One hello;

    @BeforeAll
    void start() {
        asked = new Asked();
        hello = asked.chat("hello");
    }

    @AfterAll
    void stop() {
        asked.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void of_weighted_firstAndSecondAreInProportion(long seed) {
        PoolState pool = pool("w" + seed, "{ targets: [ a/m, { model: b/m, weight: 3 }, { model: c/m, weight: 6 } ] }");
        DoubleSupplier chance = new Random(seed)::nextDouble;
        Map<String, Integer> first = new HashMap<>();
        Map<String, Integer> second = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            List<String> order = order(pool, hello.ask(), chance);
            assertThat(order).hasSize(3);
            first.merge(order.get(0), 1, Integer::sum);
            if (order.get(0).equals("c/m")) {
                second.merge(order.get(1), 1, Integer::sum);
            }
        }

        assertThat(chiSquare(first, Map.of("a/m", 0.1, "b/m", 0.3, "c/m", 0.6)))
                .as("seed " + seed)
                .isLessThan(13.8); // 2 degrees of freedom, 1 in 1000
        assertThat(chiSquare(second, Map.of("a/m", 0.25, "b/m", 0.75)))
                .as("seed " + seed)
                .isLessThan(10.8); // 1 degree of freedom, 1 in 1000
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void of_anyStrategy_drainedOnesAreOutAndGroupsStay(Strategy strategy) {
        PoolState pool = pool(
                "any-" + strategy,
                "{ strategy: " + strategy + ", targets: ["
                        + " { model: a/m, priority: 1 }, b/m, { model: c/m, weight: 0 }, d/m, { model: a/n, priority: 1 } ] }");
        DoubleSupplier chance = new Random(5)::nextDouble;
        for (int i = 0; i < 200; i++) {
            Trace trace = new Trace();
            List<String> order = Pooled.order(pool, hello.with("x", "" + i), chance, trace);

            assertThat(order.subList(0, 2)).containsExactlyInAnyOrder("b/m", "d/m");
            assertThat(order.subList(2, 4)).containsExactlyInAnyOrder("a/m", "a/n");
            assertThat(trace.leftOut()).containsExactly(new Trace.LeftOut("c/m", "weight 0"));
        }
    }

    @Test
    void of_ordered_isTheList() {
        PoolState pool = pool("o", "{ strategy: ordered, targets: [ c/m, a/m, b/m ] }");
        assertThat(order(pool, hello.ask(), () -> 0.9)).containsExactly("c/m", "a/m", "b/m");
    }

    @Test
    void of_roundRobin_eachHasItsTurn() {
        PoolState pool = pool("rr", "{ strategy: round-robin, targets: [ a/m, b/m, c/m ] }");
        List<List<String>> turns = IntStream.range(0, 4)
                .mapToObj(i -> order(pool, hello.ask(), () -> 0))
                .toList();

        assertThat(turns)
                .containsExactly(
                        List.of("a/m", "b/m", "c/m"),
                        List.of("b/m", "c/m", "a/m"),
                        List.of("c/m", "a/m", "b/m"),
                        List.of("a/m", "b/m", "c/m"));
    }

    /** Those who only stand by must not take turns from those who are asked. */
    @Test
    void of_roundRobinWithGroups_isEvenWithinEach() {
        PoolState pool = pool(
                "rrg",
                "{ strategy: round-robin, targets: [ a/m, b/m, { model: c/m, priority: 1 },"
                        + " { model: d/m, priority: 1 }, { model: a/n, priority: 1 } ] }");
        Map<String, Integer> first = new HashMap<>();
        Map<String, Integer> third = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            List<String> order = order(pool, hello.ask(), () -> 0);
            first.merge(order.get(0), 1, Integer::sum);
            third.merge(order.get(2), 1, Integer::sum);
        }

        assertThat(first).isEqualTo(Map.of("a/m", 300, "b/m", 300));
        assertThat(third).isEqualTo(Map.of("c/m", 200, "d/m", 200, "a/n", 200));
    }

    @Test
    void of_leastInFlight_countsForTheWeight() {
        PoolState pool = pool("lif", "{ strategy: least-in-flight, targets: [ a/m, { model: b/m, weight: 4 } ] }");
        List<Attempt> attempts = List.of(
                health(pool, "a/m").begin(),
                health(pool, "b/m").begin(),
                health(pool, "b/m").begin());

        assertThat(order(pool, hello.ask(), () -> 0.5)).containsExactly("b/m", "a/m");
        attempts.get(0).succeeded(1);
        assertThat(order(pool, hello.ask(), () -> 0.5)).containsExactly("a/m", "b/m");
        attempts.get(1).succeeded(1);
        attempts.get(2).succeeded(1);
    }

    @Test
    void of_leastInFlight_equalOnesShare() {
        PoolState pool = pool("lif2", "{ strategy: least-in-flight, targets: [ a/m, b/m ] }");
        DoubleSupplier chance = new Random(11)::nextDouble;
        long a = IntStream.range(0, MANY)
                .filter(i -> order(pool, hello.ask(), chance).get(0).equals("a/m"))
                .count();

        assertThat(a / (double) MANY).as("seed 11").isCloseTo(0.5, within(0.02));
    }

    @Test
    void of_lowestLatency_twoOfThem_fasterIsFirst() {
        PoolState pool = pool("ll2", "{ strategy: lowest-latency, targets: [ a/m, b/m ] }");
        answers(pool, "a/m", 500);
        answers(pool, "b/m", 50);

        assertThat(order(pool, hello.ask(), () -> 0)).containsExactly("b/m", "a/m");
    }

    /**
     * The other one is as busy as scores can say, so that by them alone the slow one would be the first. As long as nobody
     * waits there, somebody may be first to see whether it still is slow; as long as somebody does, nobody else.
     */
    @Test
    void of_lowestLatency_muchSlower_hasOneRequestAtATime() {
        PoolState pool = pool("ll1", "{ strategy: lowest-latency, targets: [ a/m, b/m ] }");
        answers(pool, "a/m", 1000);
        answers(pool, "b/m", 100);
        List<Attempt> busy = IntStream.range(0, 40)
                .mapToObj(i -> health(pool, "b/m").begin())
                .toList();
        busy.forEach(Attempt::firstEvent);

        assertThat(order(pool, hello.ask(), () -> 0)).containsExactly("a/m", "b/m");
        Attempt looks = health(pool, "a/m").begin();
        assertThat(order(pool, hello.ask(), () -> 0)).containsExactly("b/m", "a/m");
        looks.firstEvent(); // it answers, and waits no more
        assertThat(order(pool, hello.ask(), () -> 0)).containsExactly("a/m", "b/m");
        looks.succeeded(0);
        busy.forEach(attempt -> attempt.succeeded(0));
    }

    /** Less than twice as slow is not much slower: it takes its share of what the other one is too busy for. */
    @Test
    void of_lowestLatency_somewhatSlower_hasAnyNumber() {
        PoolState pool = pool("ll3", "{ strategy: lowest-latency, targets: [ a/m, b/m ] }");
        answers(pool, "a/m", 180);
        answers(pool, "b/m", 100);
        List<Attempt> busy = IntStream.range(0, 40)
                .mapToObj(i -> health(pool, "b/m").begin())
                .toList();
        busy.forEach(Attempt::firstEvent);
        Attempt waits = health(pool, "a/m").begin();

        assertThat(order(pool, hello.ask(), () -> 0)).containsExactly("a/m", "b/m");
        waits.succeeded(0);
        busy.forEach(attempt -> attempt.succeeded(0));
    }

    /** The better of two by chance: the slowest is never first, and the others come by how soon they answer. */
    @Test
    void of_lowestLatency_manyOfThem_slowestIsNeverFirst() {
        PoolState pool = pool("ll4", "{ strategy: lowest-latency, targets: [ a/m, b/m, c/m, d/m ] }");
        answers(pool, "a/m", 800);
        answers(pool, "b/m", 50);
        answers(pool, "c/m", 200);
        answers(pool, "d/m", 400);
        DoubleSupplier chance = new Random(3)::nextDouble;
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            List<String> order = order(pool, hello.ask(), chance);
            first.merge(order.get(0), 1, Integer::sum);
            List<String> rest = List.of("b/m", "c/m", "d/m", "a/m").stream()
                    .filter(name -> !name.equals(order.get(0)))
                    .toList();
            assertThat(order.subList(1, 4)).isEqualTo(rest);
        }

        assertThat(first).doesNotContainKey("a/m");
        assertThat(chiSquare(first, Map.of("b/m", 3 / 6.0, "c/m", 2 / 6.0, "d/m", 1 / 6.0)))
                .as("seed 3")
                .isLessThan(13.8);
    }

    @Test
    void of_cheapest_isByThePriceListForThisRequest() {
        PoolState pool = pool("ch", """
                { strategy: cheapest, targets: [ a/unpriced,
                  { model: b/m, facts: { input-price: 10, output-price: 1 } },
                  { model: c/m, facts: { input-price: 1, output-price: 10 } } ] }
                """);
        Ask longPrompt = asked.post(
                        Asked.CHAT,
                        "{'model':'m','max_tokens':10,'messages':[{'role':'user','content':'" + "word ".repeat(500)
                                + "'}]}")
                .ask();
        Ask longAnswer = asked.post(
                        Asked.CHAT, "{'model':'m','max_tokens':5000,'messages':[{'role':'user','content':'hi'}]}")
                .ask();

        assertThat(order(pool, longPrompt, () -> 0)).containsExactly("c/m", "b/m", "a/unpriced");
        assertThat(order(pool, longAnswer, () -> 0)).containsExactly("b/m", "c/m", "a/unpriced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sticky", "split"})
    void of_identity_isStableAndInProportion(String strategy) {
        String head = "{ strategy: " + strategy + ", by: \"header:x-user\", targets: [ ";
        PoolState pool = pool("id-" + strategy, head + "a/m, { model: b/m, weight: 3 } ] }");
        Pooled restarted = new Pooled();
        PoolState again = restarted.work(Pooled.pool(head + "a/m, { model: b/m, weight: 3 } ] }"));
        int a = 0;
        for (int i = 0; i < MANY; i++) {
            Ask ask = hello.with("x-user", "user-" + i);
            List<String> order = order(pool, ask, () -> 0.123);
            assertThat(order(again, ask, () -> 0.9)).isEqualTo(order);
            a += order.get(0).equals("a/m") ? 1 : 0;
        }

        assertThat(a / (double) MANY).isCloseTo(0.25, within(0.01));
    }

    @Test
    void of_identityAndOneMoreTarget_movesOnlyToTheNewOne() {
        String head = "{ strategy: split, by: \"header:x-user\", targets: [ a/m, b/m";
        PoolState two = pool("two", head + " ] }");
        PoolState three = pool("three", head + ", { model: c/m, weight: 2 } ] }");
        int moved = 0;
        for (int i = 0; i < MANY; i++) {
            Ask ask = hello.with("x-user", "user-" + i);
            String before = order(two, ask, () -> 0).get(0);
            String after = order(three, ask, () -> 0).get(0);
            if (!after.equals(before)) {
                assertThat(after).isEqualTo("c/m");
                moved++;
            }
        }

        assertThat(moved / (double) MANY).isCloseTo(0.5, within(0.01));
    }

    @Test
    void of_identityAndOneLess_stayWithTheirOwnWhereItIsThere() {
        PoolState three = pool("l3", "{ strategy: sticky, by: \"header:x-user\", targets: [ a/m, b/m, c/m ] }");
        PoolState less = pool(
                "l2", "{ strategy: sticky, by: \"header:x-user\", targets: [ a/m, { model: b/m, weight: 0 }, c/m ] }");
        for (int i = 0; i < 2000; i++) {
            Ask ask = hello.with("x-user", "user-" + i);
            List<String> before = order(three, ask, () -> 0).stream()
                    .filter(name -> !name.equals("b/m"))
                    .toList();
            assertThat(order(less, ask, () -> 0)).isEqualTo(before);
        }
    }

    /** One model twice, with two temperatures: they have one name, and still their own lots. */
    @Test
    void of_splitBetweenTwins_isInProportion() {
        Pool pool = Pooled.pool("""
                { strategy: split, by: "header:x-user", targets: [ { model: a/m, parameters: "temperature=0" },
                  { model: a/m, parameters: "temperature=1", weight: 3 } ] }
                """);
        PoolState twins = pooled.work(named("twins", pool));
        long cold = IntStream.range(0, MANY)
                .filter(i -> new Order(hello.with("x-user", "user-" + i), new Trace(), () -> 0)
                        .of(twins)
                        .get(0)
                        .member()
                        .parameters()
                        .get("temperature")
                        .equals("0"))
                .count();

        assertThat(cold / (double) MANY).isCloseTo(0.25, within(0.01));
    }

    @Test
    void of_splitWithoutIdentity_isByChance() {
        PoolState pool = pool("noid", "{ strategy: split, by: \"header:x-user\", targets: [ a/m, b/m ] }");
        DoubleSupplier chance = new Random(9)::nextDouble;
        long a = IntStream.range(0, MANY)
                .filter(i -> order(pool, hello.ask(), chance).get(0).equals("a/m"))
                .count();

        assertThat(a / (double) MANY).as("seed 9").isCloseTo(0.5, within(0.02));
    }

    @Test
    void of_nestedPool_standsWhereItsPoolStands() {
        Pools pools = Pooled.read("""
                pools:
                  outer: { strategy: ordered, targets: [ a/m, { pool: inner }, c/m ] }
                  inner: { strategy: ordered, targets: [ { model: b/m, when: "tokens > 8k" }, b/n, d/m ] }
                """);
        Trace trace = new Trace();

        assertThat(Pooled.order(pooled.work(pools.byName().get("outer")), hello.ask(), () -> 0, trace))
                .containsExactly("a/m", "b/n", "d/m", "c/m");
        assertThat(trace.leftOut()).containsExactly(new Trace.LeftOut("b/m", "not when tokens > 8k"));
    }

    @Test
    void of_nestedPool_isMeasuredByItsBest() {
        Pools pools = Pooled.read("""
                pools:
                  measured: { strategy: cheapest, targets: [ { model: a/m, facts: { input-price: 5, output-price: 5 } }, { pool: cheap } ] }
                  cheap: { targets: [ { model: b/m, facts: { input-price: 1, output-price: 1 } }, c/unpriced ] }
                """);
        List<String> order = order(pooled.work(pools.byName().get("measured")), hello.ask(), () -> 0.5);

        assertThat(order).hasSize(3).last().isEqualTo("a/m");
    }

    /** Keys with weight 0 are out; of the others, who has less to do for its weight is first. */
    @Test
    void of_keysOfOneTarget_areSharedByWeight() {
        PoolState pool = pool("keys", "{ targets: keyed/m }");
        DoubleSupplier chance = new Random(4)::nextDouble;
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < MANY; i++) {
            List<String> order = order(pool, hello.ask(), chance);
            assertThat(order).hasSize(2);
            first.merge(order.get(0), 1, Integer::sum);
        }

        assertThat(chiSquare(first, Map.of("keyed/m#one", 0.25, "keyed/m#two", 0.75)))
                .as("seed 4")
                .isLessThan(10.8);
        assertThat(order(pool("one-key", "{ targets: [ { model: keyed/m, key: two } ] }"), hello.ask(), chance))
                .containsExactly("keyed/m#two");
    }

    private PoolState pool(String name, String written) {
        return pooled.work(named(name, Pooled.pool(written)));
    }

    private static Pool named(String name, Pool p) {
        return new Pool(
                name,
                p.members(),
                p.strategy(),
                p.by(),
                p.maxPrice(),
                p.rules(),
                p.failover(),
                p.hedge(),
                p.breaker(),
                p.mirror(),
                p.queue(),
                p.resume());
    }

    private static List<String> order(PoolState pool, Ask ask, DoubleSupplier chance) {
        return Pooled.order(pool, ask, chance);
    }

    private static Health health(PoolState pool, String target) {
        return pool.nodes().stream()
                .flatMap(node -> node.seats().stream())
                .filter(seat -> seat.name().equals(target))
                .findFirst()
                .orElseThrow()
                .health();
    }

    private void answers(PoolState pool, String target, long millis) {
        Attempt attempt = health(pool, target).begin();
        pooled.now += Duration.ofMillis(millis).toNanos();
        attempt.firstEvent();
        attempt.succeeded(0);
        pooled.now -= Duration.ofMillis(millis).toNanos();
    }

    private static double chiSquare(Map<String, Integer> seen, Map<String, Double> shares) {
        int all = seen.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(shares).containsOnlyKeys(seen.keySet());
        return shares.entrySet().stream()
                .mapToDouble(share -> {
                    double expected = share.getValue() * all;
                    double off = seen.get(share.getKey()) - expected;
                    return off * off / expected;
                })
                .sum();
    }
}
