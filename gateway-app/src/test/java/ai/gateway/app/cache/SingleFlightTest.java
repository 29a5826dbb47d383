package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.recall.Flights;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Those who ask the same at the same time share one call, whoever of them leaves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class SingleFlightTest {

    private static final int CLIENTS = 100;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private Flurry flurry;
    private FaultUpstream upstream;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        flurry = new Flurry("1MB");
        upstream = FaultUpstream.start();
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "http://127.0.0.1:%1$d/v1", api-key: theirs }
                spring.cloud.gateway.server.webflux.routes:
                - id: open
                  uri: ai://good
                  predicates: [ "Path=/v1/**, /v1beta/**" ]
                  filters: [ AiCache=1h ]
                """.formatted(upstream.port());
        gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    @AfterAll
    void stop() {
        clients.shutdownNow();
        flurry.close();
        gateway.close();
        upstream.close();
    }

    private RawHttp ask(Way way, String text, boolean stream) {
        return RawHttp.connect(gateway.port()).patience(SOON).sendPost(way.path(), way.body(text, stream));
    }

    private static String piece(String text, String finish) {
        return """
                {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion.chunk","created":1,"model":"m",\
                "choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":%s}]}""".formatted(text, finish);
    }

    private static final String USAGE = """
            {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion.chunk","created":1,"model":"m",\
            "choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""";

    /** Begins, waits until it is let go on, and ends. */
    private static Script slow() {
        return Script.head(200, "content-type: text/event-stream")
                .chunk("data: " + piece("one ", "null") + "\n\n")
                .hang()
                .chunk("data: " + piece("two ", "null") + "\n\n")
                .chunk("data: " + piece("three", "\"stop\"") + "\n\n")
                .chunk("data: " + USAGE + "\n\n")
                .chunk("data: [DONE]\n\n")
                .end();
    }

    private static Script slowWhole() {
        return Script.silence().hang().and(Script.json(200, """
                {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion","created":1,"model":"m",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"one two three"},"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}"""));
    }

    private void awaitAsked(int before) {
        upstream.awaitRequests(before + 1, SOON);
    }

    @Test
    void hundred_inThreeDialects_halfOfThemStreams_makeOneCall() throws Exception {
        int before = upstream.requests().size();
        upstream.play("/v1/chat/completions", slow());
        List<RawHttp> asking = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            asking.add(ask(Way.values()[i % 3], "hundred", i % 2 == 0));
            if (i == 0) {
                awaitAsked(before);
            }
        }
        List<Future<Answer>> answers = asking.stream()
                .map(client -> clients.submit(client::readAnswer))
                .toList();
        // Whoever comes after this reads what has come so far, or what was kept.
        upstream.release();
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(Way.values()[i % 3].said(answers.get(i).get())).isEqualTo("one two three");
            assertThat(answers.get(i).get().ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
        }
        asking.forEach(RawHttp::close);
        assertThat(upstream.requests()).hasSize(before + 1);
        List<String> words = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            words.add(String.valueOf(answer.get().header("x-ai-cache")));
        }
        assertThat(words).containsOnlyOnce("miss").filteredOn("hit"::equals).hasSize(CLIENTS - 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leader_hangsUp_theCallGoesOnForTheOther(boolean stream) throws Exception {
        int before = upstream.requests().size();
        upstream.play("/v1/chat/completions", stream ? slow() : slowWhole());
        String text = "leader " + stream;
        try (RawHttp leader = ask(Way.OPENAI, text, stream)) {
            awaitAsked(before);
            try (RawHttp other = ask(Way.ANTHROPIC, text, stream)) {
                await().until(() -> gateway.bean(Flights.class).seats() == 2);
                if (stream) {
                    leader.readHead();
                    other.readHead();
                }
                leader.abort();
                Future<Answer> answer = clients.submit(other::readAnswer);
                upstream.release();
                assertThat(answer.get().ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
                assertThat(answer.get().text()).contains("three");
            }
        }
        assertThat(upstream.requests()).hasSize(before + 1);
        Answer kept = ask(Way.OPENAI, text, stream).readAnswer();
        assertThat(kept.header("x-ai-cache")).isEqualTo("hit");
    }

    @Test
    void call_thatFails_failsForAllInTheirOwnWords() throws Exception {
        int before = upstream.requests().size();
        upstream.play(
                "/v1/chat/completions",
                Script.silence().hang().and(Script.json(429, "{\"error\":{\"message\":\"slow down\"}}")));
        RawHttp first = ask(Way.OPENAI, "fails for all", false);
        awaitAsked(before);
        RawHttp second = ask(Way.ANTHROPIC, "fails for all", true);
        await().until(() -> gateway.bean(Flights.class).seats() == 2);
        Future<Answer> answers = clients.submit(first::readAnswer);
        Future<Answer> others = clients.submit(second::readAnswer);
        upstream.release();
        assertThat(answers.get().status()).isEqualTo(429);
        assertThat(others.get().status()).isEqualTo(429);
        assertThat(others.get().text()).contains("rate_limit_error");
        assertThat(upstream.requests()).hasSize(before + 1);
        Stream.of(first, second).forEach(RawHttp::close);
    }

    /** Whoever leaves, and when: who stays gets all of it, nobody gets another one's, and nothing is left open. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void hangUps_anywhere_loseNothing(long seed) throws Exception {
        assertThat(flurry.run(seed)).isEmpty();
    }
}
