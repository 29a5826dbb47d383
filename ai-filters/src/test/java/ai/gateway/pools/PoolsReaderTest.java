package ai.gateway.pools;

import ai.gateway.models.Ability;
import ai.gateway.models.Known;
import ai.gateway.models.ModelFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What users write of pools, and what is made of it. */
class PoolsReaderTest {

    @Test
    void read_nothingSaid_isAsTheDocsSay() {
        Pool pool = Pooled.pool("{ targets: a/m }");

        assertThat(pool.strategy()).isEqualTo(Strategy.WEIGHTED);
        assertThat(pool.by()).isEqualTo(new Pool.By(Pool.By.Kind.CONVERSATION, ""));
        assertThat(pool.maxPrice()).isEqualTo(-1);
        assertThat(pool.failover().on())
                .containsExactlyInAnyOrder(
                        FailureClass.CONNECT,
                        FailureClass.TIMEOUT,
                        FailureClass.TRANSIENT,
                        FailureClass.RATE_LIMIT,
                        FailureClass.KEY,
                        FailureClass.SERVER,
                        FailureClass.OVERLOADED,
                        FailureClass.BROKEN,
                        FailureClass.CONTEXT_LENGTH,
                        FailureClass.NOT_FOUND);
        assertThat(pool.failover().attempts()).isEqualTo(3);
        assertThat(pool.failover().total()).isNull();
        assertThat(pool.failover().backoff()).isEqualTo(Duration.ofMillis(200));
        assertThat(pool.failover().budget()).isEqualTo(0.2);
        assertThat(pool.hedge()).isEqualTo(new Pool.Hedge(Duration.ZERO, 0.05));
        assertThat(pool.breaker()).isEqualTo(ai.gateway.health.BreakerSettings.DEFAULT);
        assertThat(pool.mirror()).isNull();
        assertThat(pool.queue()).isEqualTo(new Pool.Queue(0, Duration.ofSeconds(1)));
        assertThat(pool.resume()).isEqualTo(Resume.NEVER);
        assertThat(Pooled.read("").overload()).isEqualTo(new Pools.Overload(0, 0, Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { targets: 'a/m, b/n' }                       | a/m, b/n
            { targets: [ a/m, b/n ] }                     | a/m, b/n
            { targets: [ a/m, { model: b/n, weight: 2 } ] } | a/m, b/n
            { targets: [ { model: a/m }, b/n/with/slashes ] } | a/m, b/n/with/slashes
            { targets: [ 'a/llama3:8b', { model: keyed/m, key: two } ] } | a/llama3:8b, keyed/m#two
            """)
    void read_targets_mayBeWrittenInManyWays(String written, String names) {
        assertThat(String.join(
                        ", ",
                        Pooled.pool(written).members().stream()
                                .map(Member::name)
                                .toList()))
                .isEqualTo(names);
    }

    @Test
    void read_allOfTarget_isThere() {
        Member member = Pooled.pool("""
                { targets: [ { model: a/m, weight: 2, priority: 1, tags: [ eu, cheap ], when: "tokens < 8k",
                  parameters: "temperature=0.2, stop=[\\"x\\"]", timeouts.first-event: 5s, timeouts: { connect: 1s },
                  max-concurrent: 50, adaptive: true,
                  facts: { max-input: 1000, can: [ tools, vision ], cannot: schema, input-price: 0.5 } } ] }
                """).members().get(0);

        assertThat(member.weight()).isEqualTo(2);
        assertThat(member.priority()).isEqualTo(1);
        assertThat(member.tags()).containsExactly("eu", "cheap");
        assertThat(String.valueOf(member.when())).isEqualTo("tokens < 8k");
        assertThat(member.parameters()).containsEntry("temperature", "0.2").containsKey("stop");
        assertThat(member.timeouts())
                .isEqualTo(new Member.Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(5), null));
        assertThat(member.maxConcurrent()).isEqualTo(50);
        assertThat(member.adaptive()).isTrue();
        ModelFacts facts = facts(member);
        assertThat(facts.maxInput()).isEqualTo(1000);
        assertThat(facts.can(Ability.TOOLS)).isEqualTo(Known.YES);
        assertThat(facts.can(Ability.SCHEMA)).isEqualTo(Known.NO);
        assertThat(facts.can(Ability.AUDIO_INPUT)).isEqualTo(Known.UNKNOWN);
        assertThat(facts.prices().standard().input()).isEqualTo(500_000);
    }

    @Test
    void read_allOfPool_isThere() {
        Pool pool = Pooled.pool("""
                { targets: a/m, strategy: least-in-flight, by: "header: X-Team", max-price: 0.05,
                  rules: [ { when: "header.x-region == eu", require: eu }, { require: [ ok ] } ],
                  failover: { after: [ connect, content-policy ], attempts: 5, total: 20s, backoff: 50ms, budget: 0.1 },
                  hedge: { after: 300ms, share: 0.1 }, breaker.enabled: false,
                  mirror: { to: b/n, share: 0.5 }, queue: { size: 10, patience: 2s }, resume: continue }
                """);

        assertThat(pool.strategy()).isEqualTo(Strategy.LEAST_IN_FLIGHT);
        assertThat(pool.by()).isEqualTo(new Pool.By(Pool.By.Kind.HEADER, "X-Team"));
        assertThat(pool.maxPrice()).isEqualTo(50_000_000_000L);
        assertThat(pool.rules()).extracting(Pool.Rule::require).containsExactly(List.of("eu"), List.of("ok"));
        assertThat(pool.rules().get(1).when()).isNull();
        assertThat(pool.failover().on()).containsExactlyInAnyOrder(FailureClass.CONNECT, FailureClass.CONTENT_POLICY);
        assertThat(pool.failover().attempts()).isEqualTo(5);
        assertThat(pool.failover().total()).isEqualTo(Duration.ofSeconds(20));
        assertThat(pool.hedge()).isEqualTo(new Pool.Hedge(Duration.ofMillis(300), 0.1));
        assertThat(pool.breaker()).isNull();
        assertThat(pool.mirror()).extracting(mirror -> mirror.to().name()).isEqualTo("b/n");
        assertThat(pool.queue()).isEqualTo(new Pool.Queue(10, Duration.ofSeconds(2)));
        assertThat(pool.resume()).isEqualTo(Resume.CONTINUE);
    }

    @Test
    void read_hedgeByPercentile_hasNoTimeOfItsOwn() {
        assertThat(Pooled.pool("{ targets: a/m, hedge.after: p95 }").hedge().after())
                .isNull();
    }

    @Test
    void read_split_isByUserUnlessToldOtherwise() {
        assertThat(Pooled.pool("{ targets: a/m, strategy: split }").by().kind()).isEqualTo(Pool.By.Kind.USER);
        assertThat(Pooled.pool("{ targets: a/m, strategy: split, by: client }")
                        .by()
                        .kind())
                .isEqualTo(Pool.By.Kind.CLIENT);
    }

    @Test
    void read_nestedPools_areOnePoolWhereverTheyAreNamed() {
        Map<String, Pool> pools = Pooled.read("""
                pools:
                  outer: { targets: [ { pool: inner, weight: 3 }, c/m ] }
                  other: { targets: [ { pool: inner } ] }
                  inner: { targets: [ a/m, b/m ] }
                """).byName();

        assertThat(pools.get("outer").members().get(0).pool()).isSameAs(pools.get("inner"));
        assertThat(pools.get("other").members().get(0).pool()).isSameAs(pools.get("inner"));
        assertThat(pools.get("outer").members().get(0).asks()).isNull();
    }

    @Test
    void read_aliases_areFollowed() {
        Pool pool = Pooled.read("models: { quick: a/m }\npools: { p: { targets: [ quick ] } }")
                .byName()
                .get("p");

        assertThat(pool.members().get(0).asks())
                .isNotNull()
                .extracting(Member.Asks::model)
                .isEqualTo("m");
    }

    @Test
    void read_modelFacts_needNoBracketsAndLieOverTheTable() {
        Pools pools = Pooled.read("""
                model-facts:
                  openai/gpt-5.4-mini: { max-input: 7, cannot: [ vision ], input-price: 0.000001 }
                  "a/*": { can: [ tools ] }
                  a/x.1:2: { output-price: 3 }
                pools: { p: { targets: [ openai/gpt-5.4-mini, "a/x.1:2" ] } }
                """);
        ModelFacts mini = facts(pools.byName().get("p").members().get(0));
        ModelFacts other = facts(pools.byName().get("p").members().get(1));

        assertThat(mini.maxInput()).isEqualTo(7);
        assertThat(mini.can(Ability.VISION)).isEqualTo(Known.NO);
        assertThat(mini.can(Ability.TOOLS)).isEqualTo(Known.YES);
        assertThat(mini.prices().standard().input()).isEqualTo(1);
        assertThat(mini.prices().standard().output()).isPositive();
        assertThat(other.can(Ability.TOOLS)).isEqualTo(Known.YES);
        assertThat(other.prices().standard().output()).isEqualTo(3_000_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            { }                                              | targets: none (expected: at least one)
            { targets: [ m ] }                               | targets[0].model: m (expected: provider/model)
            { targets: [ a/ ] }                              | targets[0].model: a/ (expected: provider/model)
            { targets: [ a/m, opnai/m ] }                    | targets[1].model: opnai/m (expected: openai/m)
            { targets: [ zzzzzzzz/m ] }                      | targets[0].model: zzzzzzzz/m (expected: provider/model)
            { targets: [ { weight: 1 } ] }                   | targets[0]: neither a model nor a pool (expected: provider/model, or a pool)
            { targets: [ { model: a/m, pool: q } ] }         | targets[0]: a model and a pool (expected: provider/model, or a pool)
            { targets: [ { pool: q } ] }                     | targets[0].pool: q (expected: p)
            { targets: [ { pool: p } ] }                     | targets[0].pool: p (expected: a pool that is not in itself, as in [p])
            { targets: [ { model: a/m, weight: -1 } ] }      | targets[0].weight: -1 (expected: >= 0)
            { targets: [ { model: a/m, weight: x } ] }       | targets[0].weight: x (expected: a number)
            { targets: [ { model: a/m, max-concurrent: -1 } ] } | targets[0].max-concurrent: -1 (expected: >= 0)
            { targets: [ { model: a/m, adaptive: true } ] }  | targets[0].adaptive: true (expected: a max-concurrent, too)
            { targets: [ { model: keyed/m, key: tow } ] }    | targets[0].key: tow (expected: one of [one, two, idle])
            { targets: [ { model: a/m, key: one } ] }        | targets[0].key: one (expected: one of [])
            { targets: [ { model: a/m, when: tokns > 1 } ] } | targets[0].when: position 1: tokns (expected: tokens)
            { targets: [ { model: a/m, parameters: hot } ] } | targets[0].parameters: hot (expected: name=value)
            { targets: [ { model: a/m, timeouts.connect: 0s } ] } | targets[0].timeouts.connect: PT0S (expected: > 0, at most 100,000 days)
            { targets: [ { model: a/m, timeouts.first-event: 0s } ] } | targets[0].timeouts.first-event: PT0S (expected: > 0, at most 100,000 days)
            { targets: [ { model: a/m, timeouts.between-events: -1s } ] } | targets[0].timeouts.between-events: PT-1S (expected: > 0, at most 100,000 days)
            { targets: [ { model: a/m, facts.max-input: 0 } ] } | targets[0].facts.max-input: 0 (expected: > 0)
            { targets: [ { model: a/m, facts.max-output: -2 } ] } | targets[0].facts.max-output: -2 (expected: > 0)
            { targets: [ { model: a/m, facts: { can: tools, cannot: tools } } ] } | targets[0].facts.cannot: TOOLS (expected: none that it can, too)
            { targets: [ { model: a/m, facts.input-price: -1 } ] } | targets[0].facts.input-price: -1 (expected: US dollars, at most 6 digits after the point)
            { targets: a/m, strategy: fastest }              | strategy: fastest (expected: one of weighted, ordered, round-robin, least-in-flight, lowest-latency, cheapest, sticky, split)
            { targets: a/m, by: team }                       | by: team (expected: conversation, user, client or header:<name>)
            { targets: a/m, by: "header: " }                 | by: header:  (expected: conversation, user, client or header:<name>)
            { targets: a/m, max-price: 0 }                   | max-price: 0 (expected: > 0)
            { targets: a/m, max-price: 1e-13 }               | max-price: 0.0000000000001 (expected: US dollars, at most 12 digits after the point)
            { targets: a/m, rules: [ { when: stream } ] }    | rules[0].require: nothing (expected: at least one tag)
            { targets: a/m, rules: [ { when: streem, require: x } ] } | rules[0].when: position 1: streem (expected: stream)
            { targets: a/m, failover.after: [ conect ] }        | failover.after[0]: conect (expected: one of connect, timeout, transient, rate-limit, key, server, overloaded, broken, context-length, content-policy, not-found, unsupported, client)
            { targets: a/m, failover.attempts: 0 }           | failover.attempts: 0 (expected: >= 1)
            { targets: a/m, failover.budget: 1.5 }           | failover.budget: 1.5 (expected: 0 to 1)
            { targets: a/m, failover.backoff: 0s }           | failover.backoff: PT0S (expected: > 0, at most 100,000 days)
            { targets: a/m, failover.total: 0s }             | failover.total: PT0S (expected: > 0, at most 100,000 days)
            { targets: a/m, hedge.after: soon }              | hedge.after: soon (expected: p95, or a duration such as 300ms)
            { targets: a/m, hedge.after: 0 }                 | hedge.after: PT0S (expected: > 0, at most 100,000 days)
            { targets: a/m, hedge.share: -0.1 }              | hedge.share: -0.1 (expected: 0 to 1)
            { targets: a/m, breaker.window: 0 }              | breaker.window: 0 (expected: >= 1)
            { targets: a/m, breaker.minimum-calls: 0 }       | breaker.minimum-calls: 0 (expected: >= 1)
            { targets: a/m, breaker.failure-rate: 0 }        | breaker.failure-rate: 0.0 (expected: > 0 and <= 1)
            { targets: a/m, breaker.open: 0s }               | breaker.open: PT0S (expected: > 0, at most 100,000 days)
            { targets: a/m, breaker.probes: 0 }              | breaker.probes: 0 (expected: >= 1)
            { targets: a/m, mirror.share: 2 }                | mirror.share: 2.0 (expected: 0 to 1)
            { targets: a/m, mirror: { to: m, share: 1 } }    | mirror.to.model: m (expected: provider/model)
            { targets: a/m, queue.size: -1 }                 | queue.size: -1 (expected: >= 0)
            { targets: a/m, queue.patience: 0s }             | queue.patience: PT0S (expected: > 0, at most 100,000 days)
            { targets: a/m, queue.patience: 100001d }        | queue.patience: PT2400024H (expected: > 0, at most 100,000 days)
            { targets: a/m, failover.backoff: 100001d }      | failover.backoff: PT2400024H (expected: > 0, at most 100,000 days)
            { targets: a/m, resume: always }                 | resume: always (expected: one of never, continue)
            """)
    void read_mistakeInPool_isToldWithItsPlace(String written, String message) {
        assertThatThrownBy(() -> Pooled.pool(written)).hasMessage("ai.gateway.pools.p." + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            pools: { a: { targets: b/m } }      | pools.a: a provider's name (expected: one that no provider has, without a slash)
            pools: { auto: { targets: b/m } }   | pools.auto: a provider's name (expected: one that no provider has, without a slash)
            pools: { "[x/y]": { targets: b/m } } | pools.x/y: not a name (expected: one that no provider has, without a slash)
            pools: { x: { targets: [ { pool: y } ] }, y: { targets: [ { pool: z } ] }, z: { targets: [ { pool: x } ] } } | pools.z.targets[0].pool: x (expected: a pool that is not in itself, as in [x, y, z])
            pools: { chat: { targets: a/m }, y: { targets: [ { pool: chatt } ] } } | pools.y.targets[0].pool: chatt (expected: chat)
            model-facts: { gpt: { max-input: 5 } }         | model-facts.gpt: no provider (expected: provider/model)
            model-facts: { a/m.1: { max-input: 0 } }       | model-facts.a/m.1.max-input: 0 (expected: > 0)
            model-facts: { a/m: { output-price: 0.0000001 } } | model-facts.a/m.output-price: 0.0000001 (expected: US dollars, at most 6 digits after the point)
            overload.max-concurrent: -1         | overload.max-concurrent: -1 (expected: >= 0)
            overload.queue: -1                  | overload.queue: -1 (expected: >= 0)
            overload.patience: 100001d          | overload.patience: PT2400024H (expected: > 0, at most 100,000 days)
            overload.patience: 0s               | overload.patience: PT0S (expected: > 0, at most 100,000 days)
            """)
    void read_mistakeElsewhere_isToldWithItsPlace(String written, String message) {
        assertThatThrownBy(() -> Pooled.read(written)).hasMessage("ai.gateway." + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pools.p.target: a/m                          | pools.p.target: unknown (expected: targets)
            pools.p.targets[0].modell: a/m               | pools.p.targets[0].modell: unknown (expected: model)
            pools.p.targets[0].timeouts.total: 1s        | pools.p.targets[0].timeouts.total: unknown (expected: one of [between-events, connect, first-event])
            "pools.p.failover.on": [ connect ]           | pools.p.failover.on[0]: unknown (expected: one of [after, attempts, backoff, budget, total])
            pools.p.failover.attemps: 3                  | pools.p.failover.attemps: unknown (expected: attempts)
            pools.p.breaker.probe: 3                     | pools.p.breaker.probe: unknown (expected: probes)
            model-facts.a/m.max-inputs: 3                | model-facts[a/m].max-inputs: unknown (expected: max-input)
            overload.patient: 3s                         | overload.patient: unknown (expected: patience)
            pool.p.targets: a/m                          | pool.p.targets: unknown (expected: pools)
            """)
    void read_misspeltProperty_failsTheStart(String written, String message) {
        assertThatThrownBy(() -> Pooled.read(written)).hasMessageStartingWith("ai.gateway." + message + ", in ");
    }

    private static ModelFacts facts(Member member) {
        assertThat(member.asks()).isNotNull();
        return member.asks().facts();
    }
}
