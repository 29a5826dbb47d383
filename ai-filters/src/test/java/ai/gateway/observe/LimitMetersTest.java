package ai.gateway.observe;

import ai.gateway.account.Demand;
import ai.gateway.account.Terms;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.Quotas;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How full limits are, as whoever reads sees it: of real quotas, by a clock that is turned by hand. */
class LimitMetersTest {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long MINUTE = 60_000;
    private static final long DAY = 86_400_000;

    private long time = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private final MemoryQuotas memory = new MemoryQuotas(() -> time);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LimitMeters meters = new LimitMeters(memory, registry, 10, () -> time);
    private int calls;

    private static Demand demand(String counter, Allowance allowance) {
        return new Demand(counter, allowance, Terms.USUAL);
    }

    private static Demand tokens(String counter, String text) {
        return demand(counter, Allowance.tokens(text));
    }

    private static Claim claim(Demand demand, long need) {
        Allowance of = demand.allowance();
        return new Claim(demand.countedAs(), of.window(), of.amount(), need, true);
    }

    /** The id of a call that holds so much; what comes of it is told as accounts tell it. */
    private String begin(Demand demand, long need) {
        String id = "call-" + calls++;
        Grant grant = Objects.requireNonNull(
                memory.reserve(id, List.of(claim(demand, need)), LONGEST).block());
        Level level = grant.levels().get(0);
        if (grant.isGranted()) {
            meters.granted(null, demand, level, grant.at());
        } else {
            meters.lacked(null, demand, level, grant.at());
        }
        return id;
    }

    private void end(String id, Demand demand, long used) {
        Charge charge = claim(demand, 0).charge(time, used);
        memory.settle(id, List.of(charge)).block();
    }

    private void call(Demand demand, long used) {
        end(begin(demand, used), demand, used);
    }

    /** Later than whoever read last, so that counters are asked again. */
    private double used(String whose) {
        time += 1000;
        return gauge("ai.gateway.limit.used", whose).value();
    }

    private Gauge gauge(String name, String whose) {
        return registry.get(name).tag("whose", whose).gauge();
    }

    private List<String> shown() {
        registry.find("ai.gateway.limit.used").gauges().forEach(Gauge::value);
        return new ArrayList<>(new TreeSet<>(registry.find("ai.gateway.limit.used").gauges().stream()
                .map(each -> each.getId().getTag("whose"))
                .toList()));
    }

    private double exceeded(String whose, String action) {
        return registry.get("ai.gateway.limit.exceeded")
                .tags("whose", whose, "action", action)
                .counter()
                .count();
    }

    @Test
    void call_underWay_countsWithWhatItHolds_andWithWhatItUsedOnceItHasEnded() {
        Demand demand = tokens("chat/key:alice", "100 / 1h");
        String id = begin(demand, 50);
        assertThat(used("chat/key:alice")).isEqualTo(50);

        end(id, demand, 20);

        assertThat(used("chat/key:alice")).isEqualTo(20);
        assertThat(gauge("ai.gateway.limit.most", "chat/key:alice").value()).isEqualTo(100);
        Meter.Id shown = gauge("ai.gateway.limit.used", "chat/key:alice").getId();
        assertThat(shown.getTag("unit")).isEqualTo("tokens");
        assertThat(shown.getTag("window")).isEqualTo("sliding-3600000");
    }

    @Test
    void money_isInDollars() {
        call(demand("owner:acme", Allowance.budget("2.50 USD / month")), 750_000_000);

        assertThat(used("owner:acme")).isEqualTo(0.75, within(1e-12));
        assertThat(gauge("ai.gateway.limit.most", "owner:acme").value()).isEqualTo(2.5, within(1e-12));
        assertThat(gauge("ai.gateway.limit.used", "owner:acme").getId().getTag("unit"))
                .isEqualTo("usd");
    }

    /** What is counted in several ways has a place for each, and what there may be of it can change. */
    @Test
    void counter_ofSeveralUnits_isShownForEach_withTheAmountThatWasAskedForLast() {
        call(tokens("key:ann", "100 / 1h"), 7);
        call(demand("key:ann", Allowance.requests("10 / 1h")), 1);
        call(tokens("key:ann", "200 / 1h"), 5);

        assertThat(registry.get("ai.gateway.limit.most").tag("unit", "tokens").gauges())
                .extracting(Gauge::value)
                .containsExactly(200.0);
        time += 1000;
        assertThat(registry.get("ai.gateway.limit.used").gauges())
                .extracting(Gauge::value)
                .containsExactlyInAnyOrder(12.0, 1.0);
    }

    @Test
    void window_thatIsOver_countsNothingThoughNobodyCalls_andGoesAfterAWhile() {
        call(tokens("key:fixed", "100 / fixed 1m"), 30);
        call(tokens("key:slides", "100 / 1m"), 30);
        time += MINUTE - 2000;
        assertThat(used("key:slides")).isEqualTo(30);

        time += 2000;
        assertThat(used("key:fixed")).isZero();
        assertThat(used("key:slides")).isZero();

        time += 10 * MINUTE;
        assertThat(shown()).isEmpty();
        assertThat(registry.getMeters()).isEmpty();

        call(tokens("key:fixed", "100 / fixed 1m"), 10);
        assertThat(used("key:fixed")).isEqualTo(10);
    }

    /** What a configuration no longer has would be there for ever. */
    @Test
    void budgetForLife_isShownThoughNobodyCalls_andGoesWhenNobodyHasAskedForADay() {
        call(demand("key:ann", Allowance.budget("1 USD / lifetime")), 950_000_000);
        time += DAY - MINUTE;
        assertThat(used("key:ann")).isEqualTo(0.95, within(1e-12));

        time += MINUTE;
        assertThat(shown()).isEmpty();
    }

    @Test
    void callsAtOnce_areThoseThatAreUnderWayNow() {
        Demand demand = demand("key:ann", Allowance.concurrent("4"));
        String first = begin(demand, 1);
        String second = begin(demand, 1);
        begin(demand, 1);
        assertThat(used("key:ann")).isEqualTo(3);

        end(first, demand, 0);
        end(second, demand, 0);

        assertThat(used("key:ann")).isEqualTo(1);
    }

    @Test
    void callsForWhichThereIsNotEnough_areCounted_refusedAndPassedApart() {
        Demand demand = tokens("key:ann", "100 / 1h");
        call(demand, 90);
        begin(demand, 20);
        begin(demand, 20);
        meters.lacked(
                null,
                new Demand("key:ann", demand.allowance(), Terms.USUAL.letting()),
                new Level(100, 90, 20, MINUTE),
                time);

        assertThat(exceeded("key:ann", "refused")).isEqualTo(2);
        assertThat(exceeded("key:ann", "passed")).isEqualTo(1);
        assertThat(used("key:ann")).isEqualTo(90);
    }

    @Test
    void counters_thatClientsMakeUp_haveHalfOfThePlaces_andTheirRefusalsAreCountedTogether() {
        for (int i = 0; i < 100_000; i++) {
            meters.granted(null, tokens("chat/ip:" + i, "100 / 1m"), new Level(100, 1, 0, MINUTE), time);
        }
        for (int i = 0; i < 20; i++) {
            call(tokens("key:k" + i, "100 / 1h"), 1);
        }
        begin(tokens("chat/ip:99999", "100 / 1m"), 200);

        assertThat(shown()).hasSize(10).contains("key:k0", "key:k4").doesNotContain("key:k5");
        assertThat(shown()).filteredOn(whose -> whose.startsWith("chat/ip:")).hasSize(5);
        assertThat(exceeded("other", "refused")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(10 * 4 + 2);
    }

    /** Whoever is gone makes room for others. */
    @Test
    void places_ofThoseWhoAreGone_areFree() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 30; i++) {
                call(tokens("chat/ip:" + round + "." + i, "100 / fixed 1m"), 1);
            }
            String ofThisRound = "chat/ip:" + round;
            assertThat(shown()).hasSize(5).allMatch(whose -> whose.startsWith(ofThisRound));
            time += 12 * MINUTE;
            shown();
        }
    }

    @Test
    void whatMayBeACredential_isADigest() {
        call(tokens("chat/header.authorization:Bearer sk-secret", "100 / 1h"), 1);
        call(tokens("chat/:who-a-bean-found,model:m", "100 / 1h"), 1);

        assertThat(shown()).hasSize(2).allMatch(whose -> whose.matches("chat/(header\\.authorization)?:~[0-9a-f]{16}"));
    }

    /** As a Redis does: it answers when whoever reads has gone on. */
    @Test
    void quotas_thatAnswerLater_areShownAsWasLastHeard() {
        Later later = new Later();
        meters = new LimitMeters(later, registry, 10, () -> time);
        meters.granted(null, tokens("key:ann", "100 / fixed 1m"), new Level(100, 10, 5, MINUTE), time);
        assertThat(used("key:ann")).isEqualTo(15);
        assertThat(used("key:ann")).isEqualTo(15);
        assertThat(later.asked).as("once, as long as there is no answer").hasSize(1);

        later.asked.get(0).tryEmitValue(List.of(new Level(100, 40, 0, 30_000)));
        assertThat(used("key:ann")).isEqualTo(40);

        later.asked.get(1).tryEmitError(new IllegalStateException("lost"));
        time += 29_000;
        assertThat(used("key:ann")).isZero();
        assertThat(later.asked).hasSize(3);
    }

    /** Quotas of somebody's own. */
    private static final class Later implements Quotas {

        final List<Sinks.One<List<Level>>> asked = new ArrayList<>();

        @Override
        public Mono<Grant> reserve(String id, List<Claim> claims, Duration longest) {
            return Mono.never();
        }

        @Override
        public Mono<Void> settle(String id, List<Charge> charges) {
            return Mono.never();
        }

        @Override
        public Mono<List<Level>> levels(List<Claim> claims) {
            Sinks.One<List<Level>> answer = Sinks.one();
            asked.add(answer);
            return answer.asMono();
        }

        @Override
        public Mono<Void> seed(Collection<Charge> charges) {
            return Mono.never();
        }
    }
}
