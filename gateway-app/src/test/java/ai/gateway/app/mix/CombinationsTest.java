package ai.gateway.app.mix;

import ai.gateway.pipeline.Outcome;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** AI filters and predicates beside the gateway's own, on a running gateway. */
@Execution(ExecutionMode.SAME_THREAD)
class CombinationsTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY = "{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String JSON =
            "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"hello\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
    private static final String FRAME = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello\"}}]}";

    private static final Map<String, String> ROUTES = new LinkedHashMap<>();

    static {
        ROUTES.put("order", "[ AiMark=r1, AiMark=r2, AiMark=r3 ]");
        ROUTES.put(
                "before",
                "[ AddRequestHeader=x-own, v, StripPrefix=1, AiModelMap=a=b, AddResponseHeader=x-out, w ]"
                        .replace("AddRequestHeader=x-own, v", "'AddRequestHeader=x-own, v'")
                        .replace("AddResponseHeader=x-out, w", "'AddResponseHeader=x-out, w'"));
        ROUTES.put("after", "[ AiModelMap=a=b, PrefixPath=/deep, 'AddRequestHeader=x-own, v', SecureHeaders ]");
        ROUTES.put("rewrite", "[ AiModelMap=a=b, 'RewritePath=/old/(?<rest>.*), /new/$\\{rest}' ]");
        ROUTES.put("set-path", "[ SetPath=/v1/elsewhere, AiModelMap=a=b ]");
        ROUTES.put("size", "[ { name: RequestSize, args: { maxSize: 10B } }, AiModelMap=a=b ]");
        ROUTES.put(
                "retry",
                "[ { name: Retry, args: { retries: 2, methods: POST, statuses: SERVICE_UNAVAILABLE } }, AiSettle ]");
        ROUTES.put(
                "head",
                "[ 'SetResponseHeader=x-set, s', 'RemoveResponseHeader=x-ai-request-id', SetStatus=203, AiModelMap=a=b ]");
        ROUTES.put("shout", "[ AiShout, AiSettle ]");
        ROUTES.put("settle", "[ AiSettle ]");
        ROUTES.put("deny", "[ AiSettle, AiDeny ]");
        ROUTES.put("off", "[ { name: AiShout, args: { enabled: false } }, { name: AiDeny, args: { dry-run: true } } ]");
        ROUTES.put("many", "[ AiModelMap=a=b, AiDefaults=seed=1, AiOverrides=n=1, AiMark=x ]");
    }

    private static FaultUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = FaultUpstream.start();
        StringBuilder yaml = new StringBuilder("upstream: http://127.0.0.1:" + upstream.port() + "\n"
                + "ai.gateway.stand-in.enabled: off\nspring.cloud.gateway.server.webflux:\n"
                + "  default-filters: [ AiMark=d1, AiMark=d2, 'AddResponseHeader=x-default, y' ]\n  routes:\n");
        ROUTES.forEach((name, filters) -> yaml.append("""
                  - id: %1$s
                    uri: ${upstream}
                    predicates: [ "Header=case, %1$s" ]
                    filters: %2$s
                """.formatted(name, filters)));
        yaml.append("""
                  - { id: dead, uri: "http://127.0.0.1:%d", predicates: [ "Header=case, dead" ], filters: [ AiSettle ] }
                  - id: weight-a
                    uri: ${upstream}
                    predicates: [ "Header=case, weight", Path=/v1/**, Method=POST, AiModel=a, "Weight=w, 5" ]
                    filters: [ PrefixPath=/one ]
                  - id: weight-b
                    uri: ${upstream}
                    predicates: [ "Header=case, weight", Path=/v1/**, Method=POST, AiModel=a, "Weight=w, 5" ]
                    filters: [ PrefixPath=/two ]
                  - id: twice
                    uri: ${upstream}
                    predicates: [ "Header=case, twice", AiModel=x, AiStream=true, AiTools=true ]
                  - id: last
                    uri: ${upstream}
                    predicates: [ Path=/** ]
                    filters: [ PrefixPath=/last ]
                """.formatted(FaultUpstream.refusedPort()));
        gateway = RunningGateway.start(MixedGateway.class, yaml.toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void reset() {
        MixedGateway.SETTLED.clear();
        MixedGateway.MARKS.clear();
        MixedGateway.BODIES_READ.set(0);
        upstream.play("*", Script.json(200, JSON));
    }

    @Test
    void order_defaultFiltersAndRouteFilters_interleave() {
        assertThat(post("order", CHAT, BODY).status()).isEqualTo(200);
        assertThat(MixedGateway.MARKS).containsExactly("d1", "r1", "d2", "r2", "r3");
    }

    @Test
    void ordinaryFilters_beforeAndAfterAiFilters_work() {
        post("before", "/cut" + CHAT, BODY);
        assertThat(last().uri()).isEqualTo(CHAT);
        assertThat(last().header("x-own")).isEqualTo("v");
        assertThat(last().text()).isEqualTo(BODY.replace("\"a\"", "\"b\""));

        post("after", CHAT, BODY);
        assertThat(last().uri()).isEqualTo("/deep" + CHAT);
        assertThat(last().header("x-own")).isEqualTo("v");

        post("rewrite", "/old" + CHAT, BODY);
        assertThat(last().uri()).isEqualTo("/new" + CHAT);
        post("set-path", CHAT, BODY);
        assertThat(last().uri()).isEqualTo("/v1/elsewhere");
        assertThat(post("size", CHAT, BODY).status()).isEqualTo(413);
    }

    @Test
    void modifyRequestBody_betweenAiFilters_eachSeesWhatTheOneBeforeMade() {
        assertThat(post("modify-request", CHAT, BODY).status()).isEqualTo(200);
        assertThat(last().text()).isEqualTo(BODY.replace("\"a\"", "\"d\"").replace("hi", "hello you"));
        assertThat(last().header("content-length")).isEqualTo(Integer.toString(last().body().length));
    }

    @Test
    void modifyResponseBody_aroundTheTerminal_seesTheChangedAnswerWholeAndStreamed() {
        assertThat(post("modify-response", CHAT, BODY).text()).isEqualTo(JSON.replace("hello", "BYE!"));

        upstream.play("*", Script.sse(FRAME, "[DONE]"));
        assertThat(post("modify-response", CHAT, BODY).text())
                .isEqualTo("data: " + FRAME.replace("hello", "BYE!") + "\n\ndata: [DONE]\n\n");
    }

    @Test
    void textStage_onJsonAndStream_changesTextsOnly() {
        Answer whole = post("shout", CHAT, BODY);
        assertThat(whole.text()).isEqualTo(JSON.replace("hello", "HELLO"));
        assertThat(whole.header("content-length")).isEqualTo(Integer.toString(JSON.length()));
        settledOnce();

        upstream.play("*", Script.sse(FRAME, "[DONE]"));
        assertThat(post("shout", CHAT, BODY).text())
                .isEqualTo("data: " + FRAME.replace("hello", "HELLO") + "\n\ndata: [DONE]\n\n");
        assertThat(settledOnce().ending()).isEqualTo(Outcome.Ending.COMPLETE);

        upstream.play("*", Script.json(200, JSON));
        assertThat(post("off", CHAT, BODY).text()).isEqualTo(JSON);
    }

    @Test
    void severalPredicatesAndFilters_readTheBodyOnce() {
        post("twice", CHAT, BODY);
        assertThat(last().uri()).isEqualTo("/last" + CHAT);
        assertThat(last().text()).isEqualTo(BODY);
        assertThat(MixedGateway.BODIES_READ).hasValue(1);

        post("many", CHAT, BODY);
        assertThat(MixedGateway.BODIES_READ).hasValue(2);
        assertThat(last().text()).isEqualTo(BODY.replace("\"a\"", "\"b\"").replace("}]}", "}],\"seed\":1,\"n\":1}"));
    }

    @Test
    void weightMethodAndPath_besideAnAiPredicate() {
        for (int i = 0; i < 20; i++) {
            post("weight", CHAT, BODY);
            assertThat(last().uri()).matches("/(one|two)" + CHAT);
            assertThat(last().text()).isEqualTo(BODY);
        }
        post("weight", CHAT, BODY.replace("\"a\"", "\"z\""));
        assertThat(last().uri()).isEqualTo("/last" + CHAT);
    }

    /** The answer is written when they are through, as on ordinary routes. */
    @Test
    void filtersOfTheWayBack_changeTheHeadOfTheAnswer() {
        Answer answer = post("before", "/cut" + CHAT, BODY);
        assertThat(answer.text()).isEqualTo(JSON);
        assertThat(answer.header("x-out")).isEqualTo("w");
        assertThat(answer.header("x-default")).isEqualTo("y");

        Answer secured = post("after", CHAT, BODY);
        assertThat(secured.header("x-frame-options")).isEqualTo("DENY");

        Answer headed = post("head", CHAT, BODY);
        assertThat(headed.status()).isEqualTo(203);
        assertThat(headed.header("x-set")).isEqualTo("s");
        assertThat(headed.header("x-ai-provider")).isNull();
        assertThat(headed.header("x-ai-request-id")).isNull();
        assertThat(headed.text()).isEqualTo(JSON);
    }

    @Test
    void filtersOfTheWayBack_streamsAndFailures_too() {
        upstream.play(
                "*",
                Script.head(200, "content-type: text/event-stream")
                        .chunk("data: " + FRAME + "\n\n")
                        .end());
        Answer stream = post("head", CHAT, BODY.replace("\"a\"", "\"a\",\"stream\":true"));
        assertThat(stream.header("x-set")).isEqualTo("s");
        assertThat(stream.text()).isEqualTo("data: " + FRAME + "\n\n");

        Answer failed = post("dead", CHAT, BODY);
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.header("x-default")).isEqualTo("y");
    }

    @Test
    void retry_byStatus_sendsOnceMoreAndSettlesEachAttempt() {
        upstream.play("*", Script.json(503, "{}"), Script.json(200, JSON));
        int before = upstream.requests().size();
        Answer answer = post("retry", CHAT, BODY);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(JSON);
        assertThat(upstream.requests()).hasSize(before + 2);
        assertThat(last().text()).isEqualTo(BODY);
        assertThat(settled().status()).isEqualTo(503);
        assertThat(settledOnce().status()).isEqualTo(200);
    }

    @Test
    void gzippedBody_isReadChangedAndSentUnpacked() throws IOException {
        byte[] packed = gzip(BODY);
        send("many", packed);
        assertThat(last().text()).startsWith("{\"model\":\"b\"");
        assertThat(last().header("content-encoding")).isNull();
    }

    @Test
    void settlement_finish_onceWithUsage() {
        post("settle", CHAT, BODY);
        Outcome outcome = settledOnce();

        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.COMPLETE);
        assertThat(outcome.status()).isEqualTo(200);
        assertThat(outcome.facts().usage().total()).isEqualTo(4);
    }

    @Test
    void settlement_providerGone_onceAsFailed() {
        assertThat(post("dead", CHAT, BODY).status()).isEqualTo(502);
        assertThat(settledOnce().ending()).isEqualTo(Outcome.Ending.FAILED);

        upstream.play(
                "*",
                Script.head(200, "content-type: text/event-stream")
                        .chunk("data: " + FRAME + "\n\n")
                        .reset());
        Answer cut = post("settle", CHAT, BODY);
        assertThat(cut.ending()).isNotEqualTo(RawHttp.Ending.CLEAN_END);
        assertThat(settledOnce().ending()).isEqualTo(Outcome.Ending.FAILED);
    }

    @Test
    void settlement_clientGone_onceAsThat() {
        upstream.play(
                "*",
                Script.head(200, "content-type: text/event-stream")
                        .chunk("data: " + FRAME + "\n\n")
                        .hang());
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(CHAT, BODY, "case: settle").readHead();
            client.readPiece();
            client.abort();
        }
        assertThat(settledOnce().ending()).isEqualTo(Outcome.Ending.CLIENT_GONE);
    }

    @Test
    void settlement_deniedByALaterFilter_onceAsFailed() {
        int before = upstream.requests().size();
        Answer denied = post("deny", CHAT, BODY);

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.text()).contains("\"code\":\"not_permitted\"");
        assertThat(settledOnce().ending()).isEqualTo(Outcome.Ending.FAILED);
        assertThat(upstream.requests()).hasSize(before);
    }

    private static Outcome settled() {
        try {
            Outcome outcome = MixedGateway.SETTLED.poll(10, TimeUnit.SECONDS);
            assertThat(outcome).as("settled").isNotNull();
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Outcome settledOnce() {
        Outcome outcome = settled();
        try {
            assertThat(MixedGateway.SETTLED.poll(50, TimeUnit.MILLISECONDS))
                    .as("settled again")
                    .isNull();
            return outcome;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static SeenRequest last() {
        return upstream.requests().get(upstream.requests().size() - 1);
    }

    private static Answer post(String route, String path, String body) {
        return RawHttp.post(gateway.port(), path, body, "case: " + route);
    }

    private static void send(String route, byte[] packed) {
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            byte[] request = RawHttp.request(
                    "POST", CHAT, packed, "case: " + route, "content-type: application/json", "content-encoding: gzip");
            assertThat(client.send(request).readAnswer().status()).isEqualTo(200);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
