package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is kept, who gets it, and what callers may say of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class CacheTest {

    private static final String CHATS = "/v1/chat/completions";
    private static final String WHOLE = """
            {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion","created":1,"model":"m","odd":[1],\
            "choices":[{"index":0,"message":{"role":"assistant","content":"Hi","odd":{"a":null}},"finish_reason":"%s"}],\
            "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";
    private static final String[] CHUNKS = {"""
        {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion.chunk","created":1,"model":"m",\
        "choices":[{"index":0,"delta":{"role":"assistant","content":"H"},"finish_reason":null}],"usage":null}""", """
        {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion.chunk","created":1,"model":"m",\
        "choices":[{"index":0,"delta":{"content":"i"},"odd":7,"finish_reason":"stop"}],"usage":null}""", """
        {"id":"chatcmpl-abcdefghijklmnop","object":"chat.completion.chunk","created":1,"model":"m",\
        "choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""", "[DONE]"};

    private FaultUpstream upstream;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        upstream = FaultUpstream.start();
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "http://127.0.0.1:%1$d/v1", api-key: theirs }
                    other: { dialect: openai, base-url: "http://127.0.0.1:%1$d/other", api-key: theirs }
                  keys:
                  - { name: alice, value: sk-alice-0123456789abcdef, owner: acme/search }
                  - { name: bob, value: sk-bob-0123456789abcdefgh, owner: acme/search }
                spring.cloud.gateway.server.webflux.routes:
                - id: keyed
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, keyed" ]
                  filters: [ AiKey, AiCache=1h ]
                - id: team
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, team" ]
                  filters: [ AiKey, { name: AiCache, args: { ttl: 1h, sharing: owner } } ]
                - id: small
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, small" ]
                  filters: [ { name: AiCache, args: { ttl: 1h, max-answer: 100B } } ]
                - id: fallback
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, fallback" ]
                  filters: [ AiFallback=other/m, AiCache=1h ]
                - id: stale
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, stale" ]
                  filters: [ { name: AiCache, args: { ttl: 1ms, stale: 1h } } ]
                - id: open
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ AiCache=1h ]
                """.formatted(upstream.port());
        gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    private static String chat(String text, String more) {
        return "{\"model\":\"m\"" + more + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    /** Each test asks something of its own, at a path of its own, so that they do not meet. */
    private Answer ask(String text, String more, String... headers) {
        return RawHttp.post(gateway.port(), CHATS, chat(text, more), headers);
    }

    private static Script whole() {
        return Script.json(200, WHOLE.formatted("stop"));
    }

    private int asked(String text) {
        return (int) upstream.requests().stream()
                .filter(request -> new String(request.body(), StandardCharsets.UTF_8).contains('"' + text + '"'))
                .count();
    }

    @Test
    void question_askedAgain_isAnsweredFromTheCacheByAnotherName() throws Exception {
        upstream.play("/v1/chat/completions", whole());
        Answer first = ask("twice", "");
        Answer again = ask("twice", "");
        assertThat(first.header("x-ai-cache")).isEqualTo("miss");
        assertThat(again.header("x-ai-cache")).as(again.text()).isEqualTo("hit");
        assertThat(again.header("age")).isNotNull();
        assertThat(again.header("x-ai-attempts")).isNull();
        assertThat(asked("twice")).isEqualTo(1);
        String id = Json.parse(again.body()).get("id").text();
        assertThat(id).isNotEqualTo("chatcmpl-abcdefghijklmnop").hasSize(25).startsWith("chatcmpl-");
        assertThat(again.text().replace(id, "chatcmpl-abcdefghijklmnop")).isEqualTo(first.text());
    }

    @Test
    void question_inOtherWordsOfJson_isTheSame() {
        upstream.play("/v1/chat/completions", whole());
        ask("spelt", ",\"temperature\":1.0,\"user\":\"u1\"");
        String other = "{ \"messages\":[{\"content\":\"\\u0073pelt\",\"role\":\"user\"}],"
                + "\"metadata\":{\"a\":\"b\"}, \"temperature\":1,\"model\":\"m\"}";
        assertThat(RawHttp.post(gateway.port(), CHATS, other).header("x-ai-cache"))
                .isEqualTo("hit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"temperature\":0.5",
                ",\"odd\":1",
                ",\"n\":2",
                ",\"max_tokens\":7",
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                ",\"response_format\":{\"type\":\"json_object\"}"
            })
    void question_thatDiffersInAnything_isAnotherOne(String more) {
        upstream.play("/v1/chat/completions", whole());
        ask("differs" + more.length(), "");
        assertThat(ask("differs" + more.length(), more).header("x-ai-cache")).isEqualTo("miss");
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void answer_recordedOneWay_isGivenTheOther(boolean firstStreams, boolean thenStreams) throws Exception {
        upstream.play("/v1/chat/completions", firstStreams ? Script.sse(CHUNKS) : whole());
        String text = "shape " + firstStreams + thenStreams;
        Answer first = ask(text, firstStreams ? ",\"stream\":true" : "");
        Answer then = ask(text, thenStreams ? ",\"stream\":true" : "");
        assertThat(first.header("x-ai-cache")).isEqualTo("miss");
        assertThat(then.header("x-ai-cache")).as(then.text()).isEqualTo("hit");
        if (thenStreams) {
            assertThat(then.header("content-type")).startsWith("text/event-stream");
            assertThat(then.text()).endsWith("data: [DONE]\n\n").doesNotContain("prompt_tokens");
        } else {
            Json answer = Json.parse(then.body());
            assertThat(answer.get("choices").at(0).get("message").get("content").text())
                    .isEqualTo("Hi");
            assertThat(answer.get("usage").get("total_tokens").number(0)).isEqualTo(5);
        }
    }

    @Test
    void stream_whoseClientHasNotAskedForUsage_tellsItToTheRecordOnly() {
        upstream.play("/v1/chat/completions", Script.sse(CHUNKS));
        Answer first = ask("usage", ",\"stream\":true");
        assertThat(first.text())
                .contains("\"content\":\"H\"")
                .doesNotContain("prompt_tokens")
                .endsWith("[DONE]\n\n");
        Answer asking = ask("usage", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        assertThat(asking.header("x-ai-cache")).isEqualTo("hit");
        assertThat(asking.text()).contains("\"prompt_tokens\":3");
        assertThat(asked("usage")).isEqualTo(1);
    }

    @Test
    void otherCaller_neverGetsIt() {
        upstream.play("/v1/chat/completions", whole());
        String alice = "Authorization: Bearer sk-alice-0123456789abcdef";
        String bob = "Authorization: Bearer sk-bob-0123456789abcdefgh";
        ask("whose", "", "x-route: keyed", alice);
        assertThat(ask("whose", "", "x-route: keyed", bob).header("x-ai-cache")).isEqualTo("miss");
        assertThat(ask("whose", "", "x-route: keyed", alice).header("x-ai-cache"))
                .isEqualTo("hit");
        ask("ours", "", "x-route: team", alice);
        assertThat(ask("ours", "", "x-route: team", bob).header("x-ai-cache")).isEqualTo("hit");
        ask("mine", "", "Authorization: Bearer one");
        assertThat(ask("mine", "", "Authorization: Bearer two").header("x-ai-cache"))
                .isEqualTo("miss");
        assertThat(ask("mine", "").header("x-ai-cache")).isEqualTo("miss");
        assertThat(ask("mine", "", "Authorization: Bearer one").header("x-ai-cache"))
                .isEqualTo("hit");
    }

    @ParameterizedTest
    @CsvSource({
        "Cache-Control: no-store, bypass, miss",
        "Cache-Control: no-cache, refresh, hit",
        "x-ai-cache: off, bypass, miss",
        "x-ai-cache: refresh, refresh, hit",
        "x-ai-cache: exact, miss, hit",
        "x-ai-cache-namespace: mine, miss, miss"
    })
    void caller_saysWhatItWants_thatIsWhatHappens(String header, String told, String then) {
        upstream.play("/v1/chat/completions", whole());
        assertThat(ask("says " + header, "", header).header("x-ai-cache")).isEqualTo(told);
        assertThat(ask("says " + header, "").header("x-ai-cache")).isEqualTo(then);
    }

    @Test
    void caller_triesSomethingOut_isAnotherQuestion() {
        upstream.play("/v1/chat/completions", whole());
        ask("trial", "");
        assertThat(ask("trial", "", "anthropic-beta: longer").header("x-ai-cache"))
                .isEqualTo("miss");
        assertThat(ask("trial", "", "anthropic-beta: longer").header("x-ai-cache"))
                .isEqualTo("hit");
    }

    @Test
    void caller_wantsNothingOld_isAnsweredAnew() {
        upstream.play("/v1/chat/completions", whole());
        ask("old", "");
        assertThat(ask("old", "", "Cache-Control: max-age=1000").header("x-ai-cache"))
                .isEqualTo("hit");
        assertThat(ask("old", "", "Cache-Control: max-age=0").header("x-ai-cache"))
                .isIn("hit", "miss"); // within the same millisecond it is not old
        assertThat(ask("old", "", "x-ai-cache-ttl: soon").status()).isEqualTo(400);
        assertThat(ask("old", "", "x-ai-cache: perhaps").text()).contains("off, exact, semantic or refresh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter"})
    void answer_thatWasCutShort_isNotKept(String finish) {
        upstream.play("/v1/chat/completions", Script.json(200, WHOLE.formatted(finish)));
        ask("cut " + finish, "");
        assertThat(ask("cut " + finish, "").header("x-ai-cache")).isEqualTo("miss");
    }

    @Test
    void failure_isNotKept() {
        upstream.play(
                "/v1/chat/completions",
                Script.json(500, "{\"error\":{\"message\":\"no\"}}"),
                Script.json(429, "{\"error\":{\"message\":\"no\"}}"),
                whole());
        assertThat(ask("fails", "").status()).isEqualTo(500);
        assertThat(ask("fails", "").status()).isEqualTo(429);
        assertThat(ask("fails", "").header("x-ai-cache")).isEqualTo("miss");
        assertThat(ask("fails", "").header("x-ai-cache")).isEqualTo("hit");
    }

    @Test
    void stream_thatBreaksOff_isNotKept() {
        Script broken = Script.head(200, "content-type: text/event-stream")
                .chunk("data: " + CHUNKS[0] + "\n\n")
                .reset();
        upstream.play("/v1/chat/completions", broken, Script.sse(CHUNKS));
        Answer first = ask("breaks", ",\"stream\":true");
        assertThat(first.text()).contains("upstream_");
        assertThat(ask("breaks", ",\"stream\":true").header("x-ai-cache")).isEqualTo("miss");
        assertThat(ask("breaks", ",\"stream\":true").header("x-ai-cache")).isEqualTo("hit");
    }

    @Test
    void stream_whoseClientHangsUp_isNotKeptAndLetsItsProviderGo() {
        Script hanging = Script.head(200, "content-type: text/event-stream")
                .chunk("data: " + CHUNKS[0] + "\n\n")
                .hang();
        upstream.play("/v1/chat/completions", hanging, Script.sse(CHUNKS));
        int closed = upstream.closes().size();
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(CHATS, chat("hangs up", ",\"stream\":true"));
            client.readHead();
            client.readPiece();
            client.abort();
        }
        upstream.awaitClosedByPeer(closed + 1, Duration.ofSeconds(10));
        assertThat(ask("hangs up", ",\"stream\":true").header("x-ai-cache")).isEqualTo("miss");
    }

    @Test
    void answer_thatIsTooLong_passesAndIsNotKept() {
        upstream.play("/v1/chat/completions", whole());
        assertThat(ask("long", "", "x-route: small").text()).isEqualTo(WHOLE.formatted("stop"));
        assertThat(ask("long", "", "x-route: small").header("x-ai-cache")).isEqualTo("miss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"stream\":true"})
    void answer_thatIsStale_isGiven_andAskedAnewForTheNext(String more) {
        String newer = CHUNKS[0].replace("\"H\"", "\"Newer H\"");
        upstream.play(
                "/v1/chat/completions",
                more.isEmpty() ? whole() : Script.sse(CHUNKS),
                more.isEmpty()
                        ? Script.json(200, WHOLE.formatted("stop").replace("\"Hi\"", "\"Newer Hi\""))
                        : Script.sse(newer, CHUNKS[1], CHUNKS[2], CHUNKS[3]));
        String text = "stale" + more.length();
        ask(text, more, "x-route: stale");
        await().until(() -> {
            Answer next = ask(text, more, "x-route: stale");
            assertThat(next.header("x-ai-cache")).isEqualTo("hit");
            return next.text().contains("Newer");
        });
        assertThat(asked(text)).isGreaterThan(1);
    }

    @Test
    void fallback_answers_isKeptUnderTheModelThatGaveIt() {
        upstream.play("/v1/chat/completions", Script.json(500, "{\"error\":{\"message\":\"no\"}}"), whole());
        upstream.play("/other/chat/completions", whole());
        Answer first = ask("falls", "", "x-route: fallback");
        assertThat(first.header("x-ai-provider")).as(first.text()).isEqualTo("other");
        Answer then = ask("falls", "", "x-route: fallback");
        assertThat(then.header("x-ai-provider")).isEqualTo("good");
        assertThat(then.header("x-ai-cache")).isEqualTo("miss");
    }
}
