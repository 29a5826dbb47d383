package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Operators see pools at work, and take targets out of the traffic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolsEndpointTest {

    private static final String PROVIDERS = """
            ai.gateway:
              stand-in.enabled: off
              providers:
                one: { dialect: openai, base-url: "%1$s/v1", api-keys: [ { name: red, value: sk-red-secret }, { name: blue, value: sk-blue-secret } ] }
                two: { dialect: openai, base-url: "%1$s/v1", api-key: sk-two-secret }
                three: { dialect: openai, base-url: "%1$s/v1", api-keys: [ { name: x, value: sk-x-secret }, { name: y, value: sk-y-secret } ] }
                keyless: { dialect: openai, base-url: "http://127.0.0.1:1/v1", auth: bearer }
              pools:
                chat:
                  strategy: ordered
                  targets: [ one/m, { model: two/m, tags: [ eu ], max-concurrent: 7 } ]
                  mirror: { to: two/look, share: 1 }
                counted: { strategy: round-robin, targets: [ one/m, two/m ] }
                alone: { targets: [ two/alone ] }
                outer: { targets: [ { pool: chat }, { model: keyless/m }, { model: two/off, weight: 0 } ] }
            """;

    private StandIn standIn;
    private RunningGateway gateway;
    private PoolLog log;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        gateway = RunningGateway.start(
                GatewayApp.class,
                PROVIDERS.formatted(standIn.baseUrl())
                        + "management.endpoints.web.exposure.include: health, aipools\n");
        log = new PoolLog();
    }

    @AfterAll
    void stop() {
        log.close();
        gateway.close();
        standIn.close();
    }

    private Answer ask(String model) {
        return RawHttp.post(
                gateway.port(),
                "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"/echo hi there\"}]}");
    }

    private String askedProvider(String model) {
        Answer answer = ask(model);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.header("x-ai-provider");
    }

    private JsonNode see(String path) {
        Answer answer = RawHttp.get(gateway.port(), "/actuator/aipools" + path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("secret");
        return JsonMapper.shared().readTree(answer.text());
    }

    private Answer steer(String pool, String target, boolean drain) {
        return RawHttp.post(
                gateway.port(), "/actuator/aipools/" + pool, "{\"target\":\"" + target + "\",\"drain\":" + drain + "}");
    }

    @Test
    void all_pools_areShownByTargetAndKey() {
        JsonNode chat = see("").path("pools").path("chat");

        assertThat(chat.path("strategy").asString()).isEqualTo("ordered");
        assertThat(chat.path("retriesLeft").asDouble()).isEqualTo(10);
        assertThat(chat.path("mirror").path("target").asString()).isEqualTo("two/look");
        JsonNode red = chat.at("/targets/0/seats/0");
        assertThat(red.path("seat").asString()).isEqualTo("one/m#red");
        assertThat(red.path("key").asString()).isEqualTo("red");
        assertThat(red.path("breaker").asString()).isEqualTo("closed");
        assertThat(red.path("drained").asBoolean(true)).isFalse();
        JsonNode two = chat.at("/targets/1");
        assertThat(two.path("provider").asString()).isEqualTo("two");
        assertThat(two.at("/tags/0").asString()).isEqualTo("eu");
        assertThat(two.at("/limit/max").asInt()).isEqualTo(7);
        assertThat(two.path("usable").asBoolean()).isTrue();
    }

    @Test
    void one_nestedAndUnusable_saysSo() {
        JsonNode outer = see("/outer");

        assertThat(outer.at("/targets/0/pool").asString()).isEqualTo("chat");
        assertThat(outer.at("/targets/1/usable").asBoolean(true)).isFalse();
        assertThat(outer.at("/targets/1/whyNot").asString()).contains("api-key");
        assertThat(outer.at("/targets/2/whyNot").asString()).isEqualTo("weight 0");
    }

    @Test
    void one_afterCalls_showsWhatTheyWereLike() {
        for (int i = 0; i < 4; i++) {
            askedProvider("counted");
            log.next("pool=counted");
        }

        JsonNode counted = see("/counted");
        JsonNode two = counted.at("/targets/1/seats/0");
        assertThat(two.path("answered").asInt()).isEqualTo(2);
        assertThat(two.path("share").asDouble()).isEqualTo(0.5);
        assertThat(two.path("firstEvent").asDouble()).isPositive();
        assertThat(two.path("inFlight").asInt(-1)).isZero();
        JsonNode keys = counted.at("/targets/0/seats");
        assertThat(keys.path(0).path("answered").asInt()
                        + keys.path(1).path("answered").asInt())
                .isEqualTo(2);
    }

    @Test
    void drain_target_movesTheTrafficUntilItIsBack() {
        assertThat(askedProvider("chat")).isEqualTo("one");

        assertThat(steer("chat", "one/m", true).text()).contains("\"one/m#red\",\"one/m#blue\"");
        assertThat(askedProvider("chat")).isEqualTo("two");
        assertThat(see("/chat").at("/targets/0/seats/1/drained").asBoolean()).isTrue();

        assertThat(steer("chat", "one/m", false).status()).isEqualTo(200);
        assertThat(askedProvider("chat")).isEqualTo("one");
    }

    @Test
    void drain_key_leavesTheOtherOne() {
        assertThat(steer("chat", "one/m#red", true).status()).isEqualTo(200);
        try {
            JsonNode seats = see("/chat").at("/targets/0/seats");
            assertThat(seats.at("/0/drained").asBoolean()).isTrue();
            assertThat(seats.at("/1/drained").asBoolean(true)).isFalse();
            assertThat(askedProvider("chat")).isEqualTo("one");
        } finally {
            assertThat(steer("chat", "one/m#red", false).status()).isEqualTo(200);
        }
    }

    @Test
    void drain_all_isAnHonestFailure() {
        assertThat(steer("alone", "two/alone", true).status()).isEqualTo(200);

        Answer answer = ask("alone");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("all targets are drained");
    }

    @Test
    void drain_keyOfNoConfiguredPool_isDrainedTheSameWay() {
        assertThat(askedProvider("three/some-model")).isEqualTo("three");

        assertThat(see("").path("others").has("three/some-model")).isTrue();
        assertThat(steer("three/some-model", "three/some-model#x", true).status())
                .isEqualTo(200);
        assertThat(see("/three/some-model").at("/targets/0/seats/0/drained").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody | one/m   | pool: nobody (expected: one of [alone, chat, counted, outer])
                    chat   | one/n   | target: one/n (expected: one of [one/m#red, one/m#blue, two/m, two/look])
                    outer  | chat    | target: chat (expected: a target; this is a pool with targets of its own)
                    """)
    void drain_unknown_isNotFound(String pool, String target, String sentence) {
        Answer answer = steer(pool, target, true);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains(sentence);
    }

    @Test
    void one_unknown_isNotFound() {
        Answer answer = RawHttp.get(gateway.port(), "/actuator/aipools/nobody");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("pool: nobody (expected: one of");
    }
}
