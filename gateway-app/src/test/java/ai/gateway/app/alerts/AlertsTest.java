package ai.gateway.app.alerts;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import ai.gateway.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.assertj.core.api.Assertions.assertThat;

/** A gateway whose providers fail tells two receivers, each in its form: once when it starts, and once when it is over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BlockingCheck.class)
class AlertsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "0123456789abcdef of a receiver";
    private static final String SAID = "a word that nobody must see";
    private static final String[] CHUNKS = {
        "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"}}]}",
        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
        "[DONE]"
    };

    private FaultUpstream provider;
    private FaultUpstream receiver;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        provider = FaultUpstream.start();
        receiver = FaultUpstream.start().playEverywhere(Script.json(200, "ok"));
        gateway = RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  address-guard.allow: [ 127.0.0.0/8 ]
                  providers:
                    json: { dialect: openai, base-url: "%1$s/json/v1", auth: none }
                    claude: { dialect: anthropic, base-url: "%1$s/claude", auth: none }
                    stream: { dialect: openai, base-url: "%1$s/stream/v1", auth: none }
                    cut: { dialect: openai, base-url: "%1$s/cut/v1", auth: none }
                    gone: { dialect: openai, base-url: "%1$s/gone/v1", auth: none }
                    late: { dialect: openai, base-url: "%1$s/late/v1", auth: none }
                    first: { dialect: openai, base-url: "%1$s/first/v1", auth: none }
                    second: { dialect: openai, base-url: "%1$s/second/v1", auth: none }
                  pools:
                    pair:
                      strategy: ordered
                      targets: [ first/m, second/m ]
                      breaker: { window: 1, minimum-calls: 1, open: 3s }
                  alerts:
                    from: gateway-1
                    interval: 20ms
                    window: 10m
                    minimum-requests: 6
                    errors.percent: 50
                    latency: { first-event: 150ms, percent: 50 }
                    down.after: 0s
                    receivers:
                    - { url: "%2$s", secret: "%4$s" }
                    - { url: "%3$s", form: slack, kinds: [ errors, target-down ] }
                spring.cloud.gateway.server.webflux.routes:
                - { id: json, uri: "ai://json", predicates: [ "Path=/json/**" ], filters: [ StripPrefix=1 ] }
                - { id: claude, uri: "ai://claude", predicates: [ "Path=/claude/**" ], filters: [ StripPrefix=1 ] }
                - { id: stream, uri: "ai://stream", predicates: [ "Path=/stream/**" ], filters: [ StripPrefix=1 ] }
                - { id: cut, uri: "ai://cut", predicates: [ "Path=/cut/**" ], filters: [ StripPrefix=1 ] }
                - { id: gone, uri: "ai://gone", predicates: [ "Path=/gone/**" ], filters: [ StripPrefix=1 ] }
                - { id: late, uri: "ai://late", predicates: [ "Path=/late/**" ], filters: [ StripPrefix=1 ] }
                - { id: pair, uri: "ai://pair", predicates: [ "Path=/pair/**" ], filters: [ StripPrefix=1 ] }
                """.formatted(
                        provider.uri("").toString().replaceAll("/$", ""),
                        receiver.uri("/alerts"),
                        receiver.uri("/services/T0/B0/hidden"),
                        SECRET));
    }

    @AfterAll
    void stop() {
        gateway.close();
        receiver.close();
        provider.close();
    }

    private static String chat(boolean stream) {
        return "{\"model\":\"m\",\"stream\":" + stream
                + ",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"" + SAID + "\"}]}";
    }

    private Answer call(String route, boolean stream) {
        return RawHttp.post(gateway.port(), "/" + route + "/v1/chat/completions", chat(stream));
    }

    private void calls(int times, String route, boolean stream, int status) {
        for (int i = 0; i < times; i++) {
            Answer answer = call(route, stream);
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        }
    }

    private void plays(String route, Script script) {
        provider.play("/" + route + "/*", script);
    }

    private static Script whole() {
        return Script.json(
                200,
                "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}");
    }

    /** What the signed receiver was told of that one, in the order in which it came. */
    private List<Json> told(String of, String name) {
        return receiver.requests().stream()
                .filter(seen -> seen.uri().equals("/alerts"))
                .peek(AlertsTest::assertSigned)
                .map(seen -> Json.parse(seen.body()))
                .filter(body -> body.get("data").get("of").is(of)
                        && body.get("data").get("name").is(name))
                .toList();
    }

    private List<Json> awaitTold(int many, String of, String name) {
        Awaitility.await().atMost(SOON).until(() -> told(of, name).size() >= many);
        List<Json> told = told(of, name);
        assertThat(told).hasSize(many);
        return told;
    }

    /** What Slack was told that has this in it. */
    private List<String> slack(String part) {
        return receiver.requests().stream()
                .filter(seen -> seen.uri().equals("/services/T0/B0/hidden"))
                .map(seen -> Json.parse(seen.body()).get("text").text())
                .filter(text -> text.contains(part))
                .toList();
    }

    private static void assertSigned(SeenRequest seen) {
        String header = seen.header("ai-gateway-signature");
        assertThat(header).matches("t=\\d{10},v1=[0-9a-f]{64}");
        assertThat(seen.text()).doesNotContain(SAID, SECRET, "hidden");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected = mac.doFinal(
                    (header.substring(2, header.indexOf(',')) + "." + seen.text()).getBytes(StandardCharsets.UTF_8));
            assertThat(header).endsWith("v1=" + HexFormat.of().formatHex(expected));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void errors_areToldOfRouteAndProvider_onceAtTheStartAndOnceAtTheEnd() {
        plays("json", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        calls(6, "json", false, 500);

        Json started = awaitTold(1, "route", "json").get(0);
        assertThat(started.get("type").text()).isEqualTo("alert.started");
        assertThat(started.get("data").get("kind").text()).isEqualTo("errors");
        assertThat(started.get("data").get("from").text()).isEqualTo("gateway-1");
        assertThat(started.get("data").get("facts").text())
                .isEqualTo("6 of 6 requests in 10m failed (100 %, told from 50 % on)");
        awaitTold(1, "provider", "json");
        calls(3, "json", false, 500);

        plays("json", whole());
        calls(27, "json", false, 200);

        List<Json> all = awaitTold(2, "route", "json");
        assertThat(all.get(1).get("type").text()).isEqualTo("alert.ended");
        assertThat(all.get(1).get("data").get("alert").text())
                .isEqualTo(started.get("data").get("alert").text());
        assertThat(all.get(1).get("id").text()).isNotEqualTo(started.get("id").text());
        awaitTold(2, "provider", "json");
        Awaitility.await().atMost(SOON).until(() -> slack("route json").size() == 2);
        assertThat(slack("route json").get(0))
                .isEqualTo(
                        "[gateway-1] alert: errors, route json: 6 of 6 requests in 10m failed (100 %, told from 50 % on)");
        assertThat(slack("route json").get(1)).startsWith("[gateway-1] over, after ");
        assertThat(slack("")).noneMatch(text -> text.contains(SAID) || text.contains(SECRET));
    }

    /** In a stream that breaks off in its middle, and where the provider's refusal is translated. */
    @Test
    void errors_ofStreamsAndOfOtherDialects_count() {
        plays("cut", Faults.resetInStream(CHUNKS[0]));
        plays(
                "claude",
                Script.json(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"x\"}}"));
        calls(6, "cut", true, 200);
        calls(6, "claude", true, 503); // as other clients than Anthropic's know it

        awaitTold(1, "provider", "cut");
        awaitTold(1, "route", "claude");
        awaitTold(1, "provider", "claude");
        awaitEnded("claude", "529", 6);
    }

    /** Nor is what a client has asked wrong, nor what is too little to tell. */
    @Test
    void errors_ofClientsAndFewOnes_wakeNobody() {
        plays("gone", Faults.stallInStream(CHUNKS[0]));
        for (int i = 0; i < 8; i++) {
            try (RawHttp client = RawHttp.connect(gateway.port())) {
                client.sendPost("/gone/v1/chat/completions", chat(true));
                client.readHead();
                client.abort();
            }
        }
        awaitEnded("gone", "client_gone", 8);
        plays("gone", Script.json(400, "{\"error\":{\"message\":\"no such thing\"}}"));
        calls(8, "gone", false, 400);
        plays("gone", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        calls(5, "gone", false, 500); // 5 of 13
        awaitEnded("gone", "500", 5);
        calls(3, "gone", false, 500); // 8 of 16: those who hung up are not among them

        assertThat(awaitTold(1, "route", "gone").get(0).get("data").get("facts").text())
                .startsWith("8 of 16 requests");
    }

    private void awaitEnded(String route, String error, long many) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> gateway
                                .bean(MeterRegistry.class)
                                .find("gen_ai.server.request.duration")
                                .tags("routeId", route, "error.type", error)
                                .timers()
                                .stream()
                                .mapToLong(timer -> timer.count())
                                .sum()
                        == many);
    }

    @Test
    void streams_thatBeginLate_areTold() {
        plays("late", Script.silence().pause(Duration.ofMillis(300)).and(Script.sse(CHUNKS)));
        calls(6, "late", true, 200);

        Json late = awaitTold(1, "route", "late").get(0);
        assertThat(late.get("data").get("kind").text()).isEqualTo("first-event");
        assertThat(late.get("data").get("facts").text())
                .isEqualTo("6 of 6 streams in 10m began after more than 150ms (100 %, told from 50 % on)");
        assertThat(slack("late")).isEmpty();
    }

    @Test
    void targets_thatAreOut_areToldOneByOne_andTheirPoolWhenAllAre() {
        plays("first", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        plays("second", whole());
        calls(1, "pair", false, 200);

        assertThat(awaitTold(1, "target", "pair:first/m")
                        .get(0)
                        .get("data")
                        .get("kind")
                        .text())
                .isEqualTo("target-down");
        assertThat(told("pool", "pair")).isEmpty();

        plays("second", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        call("pair", false);
        awaitTold(1, "target", "pair:second/m");
        awaitTold(1, "pool", "pair");

        plays("first", whole());
        plays("second", whole());
        Awaitility.await().atMost(SOON).until(() -> {
            call("pair", false);
            return told("target", "pair:first/m").size() == 2;
        });
        assertThat(awaitTold(2, "pool", "pair").get(1).get("type").text()).isEqualTo("alert.ended");
        Awaitility.await().atMost(SOON).until(() -> slack("target pair:first/m").size() == 2);
        assertThat(slack("pool pair")).isEmpty();
    }
}
