package ai.gateway.app.pools;

import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Script;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static ai.gateway.app.pools.PoolBench.SOON;
import static ai.gateway.app.pools.PoolBench.fails;
import static ai.gateway.app.pools.PoolBench.piece;
import static ai.gateway.app.pools.PoolBench.pool;
import static ai.gateway.app.pools.PoolBench.says;
import static org.assertj.core.api.Assertions.assertThat;

/** When another one is asked, when not, and what the client is told when nobody has answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FailoverRulesTest {

    private static final String ORDERED = "strategy: ordered";
    private static final String TWICE = ORDERED + ", failover.attempts: 2";
    private static final String UNBROKEN = ", breaker.enabled: false";

    private PoolBench bench;

    @BeforeAll
    void start() {
        bench = new PoolBench(
                "",
                pool("picky", ORDERED + ", failover: { after: [ connect ] }", "a", "b"),
                pool("capped", TWICE, "a", "b", "c"),
                pool("total", ORDERED + ", failover.total: 300ms", "a, timeouts.first-event: 200ms", "b", "c"),
                pool(
                        "long",
                        ORDERED,
                        "a, facts.max-input: 1000",
                        "b, facts.max-input: 1000",
                        "c, facts.max-input: 2000"),
                pool("policy", ORDERED, "a", "b"),
                pool("policies", ORDERED + ", failover.after: [ content-policy ]", "a", "b"),
                pool("wrong", ORDERED, "a", "b"),
                pool("words", TWICE + UNBROKEN, "a", "b"),
                pool("theirs", TWICE + UNBROKEN, "a", "b"),
                pool("begun", ORDERED, "a", "b"),
                pool("gone", ORDERED, "a", "b"),
                pool("unsaid", ORDERED + ", failover.attempts: 1", "a", "b"),
                pool("again", ORDERED + ", failover: { attempts: 3, backoff: 20ms }", "a"));
    }

    @AfterAll
    void stop() {
        bench.awaitQuiet();
        bench.close();
    }

    @Test
    void ask_classIsOff_failsAsTheFirstDid() {
        bench.play("picky", "a", fails(500)).play("picky", "b", says("hi"));
        Answer answer = bench.ask("picky");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).contains("no luck");
        assertThat(answer.header("x-ai-attempts")).isEqualTo("1");
        assertThat(answer.header("x-ai-tried")).isNull();
        assertThat(bench.calls("picky", "b")).isZero();
        bench.play("picky", "a", Faults.closeBeforeHeaders());
        assertThat(bench.ask("picky").status()).isEqualTo(200);
    }

    @Test
    void ask_attemptsAreCapped_lastFailureIsRelayedWithTheList() {
        String body = "{\"error\" : {\"message\":\"as it is\"}}";
        bench.play("capped", "a", fails(500))
                .play("capped", "b", Script.json(503, body))
                .play("capped", "c", says("hi"));
        Answer answer = bench.ask("capped");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.header("x-ai-attempts")).isEqualTo("2");
        assertThat(answer.header("x-ai-tried")).isEqualTo("capped-a/m: 500, capped-b/m: 503");
        assertThat(bench.calls("capped", "c")).isZero();
    }

    @Test
    void ask_totalIsOver_failsThenAndAsksNobodyElse() {
        bench.play("total", "a", Faults.hang())
                .play("total", "b", Faults.hang())
                .play("total", "c", says("hi"));
        long since = System.nanoTime();
        Answer answer = bench.ask("total");
        assertThat(answer.status()).isEqualTo(504);
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(1300));
        assertThat(answer.header("x-ai-tried")).isEqualTo("total-a/m: upstream_timeout, total-b/m: upstream_timeout");
        assertThat(bench.calls("total", "c")).isZero();
    }

    @Test
    void ask_tooLongForOne_goesToALargerModelOnly() {
        String body = "{\"error\":{\"message\":\"maximum context length\",\"code\":\"context_length_exceeded\"}}";
        bench.play("long", "a", Script.json(400, body))
                .play("long", "b", says("small"))
                .play("long", "c", says("large"));
        assertThat(bench.ask("long").text()).contains("large");
        assertThat(bench.calls("long", "b")).isZero();
    }

    @Test
    void ask_providerDoesNotWant_isToldUnlessThePoolSaysOtherwise() {
        Script refusal = Script.json(400, "{\"error\":{\"message\":\"no\",\"code\":\"content_policy_violation\"}}");
        bench.play("policy", "a", refusal).play("policy", "b", says("hi"));
        bench.play("policies", "a", refusal).play("policies", "b", says("hi"));
        assertThat(bench.ask("policy").status()).isEqualTo(400);
        assertThat(bench.calls("policy", "b")).isZero();
        assertThat(bench.ask("policies").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 422})
    void ask_requestIsAtFault_isToldAtOnce(int status) {
        int before = bench.calls("wrong", "b");
        bench.play("wrong", "a", fails(status)).play("wrong", "b", says("hi"));
        Answer answer = bench.ask("wrong");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(bench.calls("wrong", "b")).isEqualTo(before);
        assertThat(bench.health("wrong", "a").failureShare()).isZero();
    }

    static Stream<String> dialects() {
        return OneDialectEach.ALL.stream();
    }

    /** In our own words there is the list in the message; in a provider's, translated or not, beside it. */
    @ParameterizedTest
    @MethodSource("dialects")
    void ask_allFail_clientIsToldOfAllInItsDialect(String client) {
        bench.play("words", "a", fails(500)).play("words", "b", Faults.closeBeforeHeaders());
        bench.play("theirs", "a", Faults.closeBeforeHeaders()).play("theirs", "b", fails(500));
        for (Streaming streaming : List.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE)) {
            Answered ours = ask(client, streaming, "words");
            assertThat(ours.status()).as(ours.came().text()).isEqualTo(502);
            assertThat(message(client, ours)).endsWith("(tried words-a/m: 500, words-b/m: upstream_unavailable)");
            assertThat(ours.header("x-ai-tried")).isEqualTo("words-a/m: 500, words-b/m: upstream_unavailable");
            assertThat(ours.header("x-ai-attempts")).isEqualTo("2");
            Answered theirs = ask(client, streaming, "theirs");
            assertThat(theirs.status()).as(theirs.came().text()).isEqualTo(500);
            assertThat(message(client, theirs)).isEqualTo("no luck");
            assertThat(theirs.header("x-ai-tried")).isEqualTo("theirs-a/m: upstream_unavailable, theirs-b/m: 500");
        }
    }

    private Answered ask(String client, Streaming streaming, String pool) {
        return new Asking(dialect(client), bench.gateway.port())
                .ask(Asking.chat(client, streaming, pool, "hi", List.of()));
    }

    private String message(String client, Answered answered) {
        return dialect(client)
                .readFailure(answered.status(), Json.parse(answered.body()))
                .message();
    }

    private Dialect dialect(String id) {
        return bench.gateway.bean(Dialects.class).get(id);
    }

    @Test
    void stream_firstHasBegun_breaksOffAndNobodyElseIsAsked() {
        Script torn = Faults.resetInStream(piece("one "), piece("two"));
        bench.play("begun", "a", torn).play("begun", "b", says("hi"));
        Answer answer = bench.stream("begun");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.ending()).isNotEqualTo(RawHttp.Ending.CLEAN_END);
        assertThat(answer.text()).contains(piece("one ")).contains("\"error\":").doesNotContain("[DONE]");
        assertThat(bench.calls("begun", "b")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void ask_clientHangsUp_whoeverIsAskedIsLetGo(String hanging) {
        int before = bench.calls("gone", hanging);
        int closed = closedByUs();
        bench.play("gone", "a", hanging.equals("a") ? Faults.hang() : fails(500))
                .play("gone", "b", Faults.hang());
        try (RawHttp client = bench.asking("gone")) {
            bench.awaitCalls("gone", hanging, before + 1);
            client.abort();
        }
        bench.upstream.awaitClosedByPeer(closed + 1, SOON);
        bench.awaitQuiet();
        assertThat(bench.health("gone", hanging).failureShare()).isLessThan(1);
    }

    private int closedByUs() {
        return (int) bench.upstream.closes().stream()
                .filter(close -> close.by() != ai.gateway.testing.SeenClose.By.SCRIPT)
                .count();
    }

    /** What cannot be said to somebody was not asked, and costs no attempt. */
    @Test
    void ask_firstCannotBeAsked_countsForNothing() {
        bench.play("unsaid", "a", says("hi"));
        String body = "{\"model\":\"unsaid\",\"input\":\"x\",\"previous_response_id\":\"r\"}";
        Answer answer = RawHttp.post(bench.gateway.port(), "/v1/responses", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("unsupported_translation");
        assertThat(answer.header("x-ai-tried"))
                .isEqualTo("unsaid-a/m: unsupported_translation, unsaid-b/m: unsupported_translation");
        assertThat(answer.header("x-ai-attempts")).isNull();
    }

    @Test
    void ask_onlyTargetFailsOnce_isAskedAgain() {
        bench.play("again", "a", fails(500), says("hi"));
        Answer answer = bench.ask("again");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-ai-attempts")).isEqualTo("2");
    }
}
