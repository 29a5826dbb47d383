package ai.gateway.app.translate;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.FinishReason;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream breaks off after its first content, and another provider goes on with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumeTest {

    private static final String[] BEGINNING = {
        "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
        "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello \"}}]}",
        "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"wor\"}}]}"
    };

    private static final String CALL =
            "{\"id\":\"a\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":"
                    + "[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"ci\"}}]}}]}";

    private static final Script REST =
            Script.head(200, "content-type: text/event-stream").chunk("""
                    event: message_start
                    data: {"type":"message_start","message":{"id":"b","type":"message","role":"assistant","model":"n","content":[],"usage":{"input_tokens":9,"output_tokens":1}}}

                    event: content_block_start
                    data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ld"}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"!"}}

                    event: content_block_stop
                    data: {"type":"content_block_stop","index":0}

                    event: message_delta
                    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

                    event: message_stop
                    data: {"type":"message_stop"}

                    """).end();

    private static final Map<String, Script> BREAKS = Map.of(
            "reset", Faults.resetInStream(BEGINNING),
            "close", Faults.closeInStream(BEGINNING),
            "early-end", Script.sse(BEGINNING),
            "silence", Faults.stallInStream(BEGINNING),
            "error", Script.sse(with("{\"error\":{\"message\":\"oops\",\"type\":\"server_error\"}}")),
            "call", Faults.resetInStream(with(CALL)));

    private FaultUpstream upstream;
    private RunningGateway gateway;

    private static String[] with(String last) {
        List<String> all = new ArrayList<>(List.of(BEGINNING));
        all.add(last);
        return all.toArray(String[]::new);
    }

    @BeforeAll
    void start() {
        upstream = FaultUpstream.start();
        StringBuilder yaml =
                new StringBuilder("ai.gateway:\n  stand-in.enabled: off\n  timeouts.between-events: 400ms\n");
        yaml.append(
                "  providers:\n    rest: { dialect: anthropic, base-url: '%s' }%n".formatted(upstream.uri("/rest")));
        BREAKS.keySet()
                .forEach(name -> yaml.append("    %s: { dialect: openai, base-url: '%s' }%n"
                        .formatted(name, upstream.uri("/" + name + "/v1"))));
        yaml.append("  pools:\n");
        BREAKS.keySet()
                .forEach(name ->
                        yaml.append(("    of-%1$s: { strategy: ordered, resume: continue, breaker.enabled: false,"
                                        + " targets: [ %1$s/m, rest/n ] }%n")
                                .formatted(name)));
        yaml.append("    strict: { strategy: ordered, breaker.enabled: false, targets: [ reset/m, rest/n ] }\n");
        yaml.append("    twice: { strategy: ordered, resume: continue, breaker.enabled: false,"
                + " targets: [ reset/m, close/m, rest/n ] }\n");
        gateway = RunningGateway.start(GatewayApp.class, yaml.toString());
        BREAKS.forEach((name, script) -> upstream.play("/" + name + "/*", script));
        upstream.play("/rest/*", REST);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    static Stream<String> clients() {
        return OneDialectEach.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void stream_breaksOff_anotherOneGoesOn(String client) {
        for (String name : List.of("reset", "close", "early-end", "silence", "error")) {
            Answered answered = ask(client, "of-" + name);
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.text()).as(name + " " + answered.came().text()).isEqualTo("Hello world!");
            assertThat(answered.failed()).as(name).isFalse();
            assertThat(answered.broken()).as(name).isFalse();
            assertThat(answered.answer().choices().get(0).finish()).isEqualTo(FinishReason.STOP);
            if (!name.equals("early-end")) {
                // there the text was closed before it was seen that it was not all
                assertThat(answered.answer().choices().get(0).content())
                        .as(name)
                        .hasSize(1);
            }
        }
        String asked = upstream.requests().stream()
                .filter(request -> request.uri().startsWith("/rest"))
                .reduce((one, last) -> last)
                .orElseThrow()
                .text();
        assertThat(asked).contains("Hello wor", "Go on exactly", "Be kind.");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void stream_aCallWasBegun_isToldAsBroken(String client) {
        Answered answered = ask(client, "of-call");
        assertThat(answered.failed()).as(answered.came().text()).isTrue();
        assertThat(answered.broken()).isTrue();
    }

    @Test
    void stream_poolDoesNotResume_isToldAsBroken() {
        Answered answered = ask("openai", "strict");
        assertThat(answered.failed()).isTrue();
        assertThat(answered.broken()).isTrue();
    }

    @Test
    void stream_whoGoesOnBreaksOffToo_isToldAsBroken() {
        Answered answered = ask("openai", "twice");
        assertThat(answered.failed()).isTrue();
        assertThat(answered.broken()).isTrue();
    }

    private Answered ask(String client, String pool) {
        return new Asking(gateway.bean(Dialects.class).get(client), gateway.port())
                .ask(Asking.chat(client, Streaming.PIECES_AND_USAGE, pool, "Say hello", List.of()));
    }
}
