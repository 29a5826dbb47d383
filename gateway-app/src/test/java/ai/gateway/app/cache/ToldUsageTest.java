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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is told that nothing was used, and who is not; all else that they are told is the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class ToldUsageTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CHATS = "/v1/chat/completions";
    private static final String ID = "chatcmpl-abcdefghijklmnop";
    private static final String USAGE = """
            "usage":{ "prompt_tokens":3,"completion_tokens":2 , "total_tokens":5,"odd":[{"n":1.5e1,"s":"7"}],\
            "prompt_tokens_details":{"cached_tokens":1},"service_tier":null}""";
    private static final String ZEROS = """
            "usage":{ "prompt_tokens":0,"completion_tokens":0 , "total_tokens":0,"odd":[{"n":0,"s":"7"}],\
            "prompt_tokens_details":{"cached_tokens":0},"service_tier":null}""";
    private static final String WHOLE = """
            {"id":"%s", "created":1, "model":"m","total_tokens":5,\
            "choices":[{"index":0,"message":{"role":"assistant","content":"\\"total_tokens\\":5"},"finish_reason":"stop"}],\
            %s}""".formatted(ID, USAGE);
    private static final String[] CHUNKS = {"""
        {"id":"%s","model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}],"usage":null}""".formatted(ID), """
        {"id":"%s","model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}""".formatted(ID), """
        {"id":"%s","model":"m","choices":[], %s}""".formatted(ID, USAGE), "[DONE]"};
    private static final String STREAM = ",\"stream\":true";
    private static final String ASKING = STREAM + ",\"stream_options\":{\"include_usage\":true}";

    private final ExecutorService clients = Executors.newCachedThreadPool();
    private FaultUpstream upstream;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        upstream = FaultUpstream.start();
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "http://127.0.0.1:%d/v1", api-key: theirs }
                spring.cloud.gateway.server.webflux.routes:
                - id: original
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, original" ]
                  filters: [ { name: AiCache, args: { usage: original } } ]
                - id: stale
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, stale" ]
                  filters: [ { name: AiCache, args: { ttl: 1ms, stale: 1h, usage: zero } } ]
                - id: zero
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ { name: AiCache, args: { usage: zero } } ]
                """.formatted(upstream.port());
        gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    @AfterAll
    void stop() {
        clients.shutdownNow();
        gateway.close();
        upstream.close();
    }

    private static String chat(String text, String more) {
        return "{\"model\":\"m\"" + more + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    private Answer ask(String text, String more, String... headers) {
        return RawHttp.post(gateway.port(), CHATS, chat(text, more), headers);
    }

    /** As if it had the name that the provider gave it. */
    private static String said(Answer answer) {
        return answer.text().replaceAll("chatcmpl-\\w{16}", ID);
    }

    @Test
    void whole_givenAgain_isTheSameButForItsCounts() {
        upstream.play(CHATS, Script.json(200, WHOLE));
        assertThat(said(ask("whole", ""))).isEqualTo(WHOLE);
        Answer again = ask("whole", "");
        assertThat(again.header("x-ai-cache")).isEqualTo("hit");
        assertThat(said(again)).isEqualTo(WHOLE.replace(USAGE, ZEROS));
    }

    @Test
    void stream_givenAgain_isTheSameButForItsCounts() {
        upstream.play(CHATS, Script.sse(CHUNKS));
        Answer first = ask("stream", ASKING);
        assertThat(first.text()).contains(USAGE);
        Answer again = ask("stream", ASKING);
        assertThat(again.header("x-ai-cache")).isEqualTo("hit");
        assertThat(said(again)).isEqualTo(first.text().replace(USAGE, ZEROS));
        assertThat(ask("stream", STREAM).text()).doesNotContain("total_tokens").endsWith("data: [DONE]\n\n");
    }

    @Test
    void original_isToldByDefaultAndBySayingSo() {
        upstream.play(CHATS, Script.json(200, WHOLE));
        ask("original", "", "x-route: original");
        Answer again = ask("original", "", "x-route: original");
        assertThat(again.header("x-ai-cache")).isEqualTo("hit");
        assertThat(said(again)).isEqualTo(WHOLE);
    }

    @Test
    void stale_tellsZerosAndIsAskedAnewWithItsUsage() {
        upstream.play(CHATS, Script.json(200, WHOLE));
        int before = upstream.requests().size();
        ask("stale", "", "x-route: stale");
        await().until(() -> {
            Answer again = ask("stale", "", "x-route: stale");
            assertThat(again.header("x-ai-cache")).isEqualTo("hit");
            assertThat(said(again)).isEqualTo(WHOLE.replace(USAGE, ZEROS));
            return upstream.requests().size() > before + 2;
        });
    }

    /** Any of them may be the one who pays in the end. */
    @ParameterizedTest
    @ValueSource(strings = {"", ASKING})
    void callThatIsShared_tellsAllOfThemWhatItUsed(String more) throws Exception {
        String text = "shared" + more.length();
        Script answer = more.isEmpty() ? Script.json(200, WHOLE) : Script.sse(CHUNKS);
        int before = upstream.requests().size();
        upstream.play(CHATS, Script.silence().hang().and(answer));
        Future<Answer> first = clients.submit(() -> ask(text, more));
        upstream.awaitRequests(before + 1, SOON);
        Future<Answer> second = clients.submit(() -> ask(text, more));
        await().until(() -> gateway.bean(Flights.class).seats() == 2);
        upstream.release();
        assertThat(first.get().header("x-ai-cache")).isEqualTo("miss");
        assertThat(second.get().header("x-ai-cache")).isEqualTo("hit");
        assertThat(first.get().text()).contains(USAGE);
        assertThat(second.get().text()).contains(USAGE);
        assertThat(ask(text, more).text()).contains(ZEROS);
    }
}
