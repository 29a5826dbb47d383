package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static ai.gateway.app.pools.PoolBench.fails;
import static ai.gateway.app.pools.PoolBench.says;
import static org.assertj.core.api.Assertions.assertThat;

/** A provider with two keys, in a pool and by itself: when one of them is refused, the other one is shown at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class KeysTest {

    private final FaultUpstream upstream = FaultUpstream.start();
    private RunningGateway gateway;

    /** A provider for each test and way of asking, since what is learnt of a key stays. */
    @BeforeAll
    void start() {
        StringBuilder providers = new StringBuilder("ai.gateway:\n  stand-in.enabled: off\n  providers:\n");
        StringBuilder pools = new StringBuilder("  pools:\n");
        for (String test : List.of("limited", "later", "refused", "spent", "both")) {
            for (String way : List.of("pool", "plain")) {
                String keys = "[ { name: one, value: k1 }, { name: two, value: k2 } ]";
                providers.append("    p-%s-%s: { dialect: openai, base-url: '%s', api-keys: %s }%n"
                        .formatted(test, way, upstream.uri("/" + test + "-" + way + "/v1"), keys));
                pools.append("    %s-%s: { targets: [ p-%s-%s/m ] }%n".formatted(test, way, test, way));
            }
        }
        gateway = RunningGateway.start(GatewayApp.class, providers.append(pools).toString());
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    private Answer ask(String test, String way) {
        String model = way.equals("pool") ? test + "-" + way : "p-" + test + "-" + way + "/m";
        return RawHttp.post(gateway.port(), "/v1/chat/completions", PoolBench.request(model, "hi"));
    }

    private void play(String test, String way, Script first, Script... then) {
        upstream.play("/" + test + "-" + way + "/*", first, then);
    }

    /** Which keys were shown, in order. */
    private List<String> keys(String test, String way) {
        return upstream.requests().stream()
                .filter(request -> request.uri().startsWith("/" + test + "-" + way + "/"))
                .map(KeysTest::key)
                .toList();
    }

    private static String key(SeenRequest request) {
        return String.valueOf(request.header("authorization"));
    }

    private void assertLeftAlone(String test, String way) {
        Answer answer = ask(test, way);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-ai-attempts")).isEqualTo("2");
        IntStream.range(0, 10)
                .forEach(i -> assertThat(ask(test, way).header("x-ai-attempts")).isEqualTo("1"));
        List<String> keys = keys(test, way);
        assertThat(keys).hasSize(12);
        assertThat(keys.subList(1, 12)).doesNotContain(keys.get(0)).containsOnly(keys.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "plain"})
    void ask_keyIsLimited_otherOneAtOnceAndThatOneIsLeftAlone(String way) {
        play("limited", way, fails(429, "retry-after: 30"), says("hi"));
        assertLeftAlone("limited", way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "plain"})
    void ask_keyIsRefused_otherOneAtOnceAndThatOneIsLeftAlone(String way) {
        play("refused", way, fails(401), says("hi"));
        assertLeftAlone("refused", way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "plain"})
    void ask_keyHasNothingLeft_otherOneAtOnceAndThatOneIsLeftAlone(String way) {
        String body = "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}";
        play("spent", way, Script.json(429, body), says("hi"));
        assertLeftAlone("spent", way);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "plain"})
    void ask_limitIsOver_keyIsShownAgainAndNotBefore(String way) {
        play("later", way, fails(429, "retry-after-ms: 300"), says("hi"));
        assertThat(ask("later", way).status()).isEqualTo(200);
        long since = System.nanoTime();
        String limited = keys("later", way).get(0);
        Duration after = Duration.ZERO;
        while (keys("later", way).lastIndexOf(limited) == 0) {
            assertThat(after).isLessThan(PoolBench.SOON);
            assertThat(ask("later", way).status()).isEqualTo(200);
            after = Duration.ofNanos(System.nanoTime() - since);
        }
        assertThat(after).isGreaterThan(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pool", "plain"})
    void ask_bothAreRefused_clientIsToldOfBothButNotOfTheirValues(String way) {
        play("both", way, fails(401));
        Answer answer = ask("both", way);
        assertThat(answer.status()).isEqualTo(502);
        String provider = "p-both-" + way + "/m";
        assertThat(String.valueOf(answer.header("x-ai-tried")))
                .contains(provider + "#one: upstream_unauthorized", provider + "#two: upstream_unauthorized");
        assertThat(answer.text()).contains("(tried ").doesNotContain("k1", "k2");
        assertThat(keys("both", way)).containsExactlyInAnyOrder("Bearer k1", "Bearer k2");
    }
}
