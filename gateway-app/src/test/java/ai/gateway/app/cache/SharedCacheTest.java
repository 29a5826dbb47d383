package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RealRedis;
import ai.gateway.testing.RunningGateway;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two ready gateways at one Redis: what one was asked, the other one knows, in the same words and in others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class SharedCacheTest {

    private static final String ASKED = "What is the capital of France?";
    private static final String ALIKE = "What's the capital city of France?";
    private static final String ALICE = "Authorization: Bearer sk-alice-0123456789abcdef";
    private static final String BOB = "Authorization: Bearer sk-bob-0123456789abcdefgh";

    /** Keeps no answers: it can be asked until it knows. */
    private static final String READER = "x-route: reader";

    private final AtomicInteger namespaces = new AtomicInteger();
    private StandIn standIn;
    private RealRedis redis;
    private RunningGateway one;
    private RunningGateway other;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 40, true, null));
        redis = RealRedis.start();
        one = gateway();
        other = gateway();
        awaitModel(one);
        awaitModel(other);
    }

    private RunningGateway gateway() {
        return RunningGateway.start(GatewayApp.class, """
                spring.data.redis.port: %d
                ai.gateway:
                  stand-in.enabled: off
                  cache.secret: a secret that is long enough
                  embeddings.budget: 10s
                  providers:
                    good: { dialect: openai, base-url: "%s/v1", api-key: theirs }
                  keys:
                  - { name: alice, value: sk-alice-0123456789abcdef, owner: acme/search }
                  - { name: bob, value: sk-bob-0123456789abcdefgh, owner: acme/search }
                spring.cloud.gateway.server.webflux.routes:
                - id: reader
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, reader" ]
                  filters: [ AiKey, { name: AiCache, args: { semantic: on, max-answer: 1B } } ]
                - id: keyed
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ AiKey, { name: AiCache, args: { semantic: on } } ]
                """.formatted(redis.port(), standIn.baseUrl()));
    }

    /** The first text does nothing but have it loaded. */
    private void awaitModel(RunningGateway gateway) {
        soon().until(() -> {
            String mine = namespace();
            told(gateway, ASKED, mine, ALICE);
            return "semantic".equals(told(gateway, ALIKE, mine, ALICE));
        });
    }

    @AfterAll
    void stop() {
        other.close();
        one.close();
        redis.close();
        standIn.close();
    }

    private String namespace() {
        return "x-ai-cache-namespace: n" + namespaces.incrementAndGet();
    }

    private static String told(RunningGateway gateway, String text, String... headers) {
        Answer answer = RawHttp.post(gateway.port(), Way.OPENAI.path(), Way.OPENAI.body(text, false), headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return String.valueOf(answer.header("x-ai-cache"));
    }

    private static void awaitAlike(RunningGateway gateway, String... headers) {
        soon().until(() -> "semantic".equals(told(gateway, ALIKE, headers)));
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofSeconds(60));
    }

    @Test
    void question_atOne_isAnsweredAtTheOther_inTheSameWordsAndInOthers() {
        String mine = namespace();
        assertThat(told(one, ASKED, mine, ALICE)).isEqualTo("miss");

        awaitAlike(other, READER, mine, ALICE);
        assertThat(told(other, ASKED, mine, ALICE)).isEqualTo("hit");
        assertThat(told(other, "What is the capital of Spain?", mine, ALICE)).isEqualTo("miss");
    }

    @Test
    void caller_another_getsNeither() {
        String mine = namespace();
        told(one, ASKED, mine, ALICE);
        awaitAlike(other, READER, mine, ALICE);

        for (RunningGateway each : new RunningGateway[] {one, other}) {
            assertThat(told(each, ALIKE, READER, mine, BOB)).isEqualTo("miss");
            assertThat(told(each, ASKED, READER, mine, BOB)).isEqualTo("miss");
        }
        assertThat(told(other, ASKED, mine, ALICE)).isEqualTo("hit");
        assertThat(told(other, ALIKE, READER, mine, ALICE)).isEqualTo("semantic");
    }

    @Test
    void redis_isAway_callsAreAnswered_andWhenItIsBackItIsSharedAgain() {
        String mine = namespace();
        told(one, ASKED, mine, ALICE);
        awaitAlike(other, READER, mine, ALICE);

        redis.kill();
        for (RunningGateway each : new RunningGateway[] {one, other}) {
            assertThat(told(each, ASKED, mine, ALICE)).isEqualTo("miss");
            assertThat(told(each, ALIKE, mine, ALICE)).isEqualTo("miss");
        }
        redis.startAgain();

        List<String> asked = new ArrayList<>();
        soon().until(() -> {
            asked.add(namespace());
            told(one, ASKED, asked.get(asked.size() - 1), ALICE);
            return asked.stream().anyMatch(then -> "semantic".equals(told(other, ALIKE, READER, then, ALICE)));
        });
    }
}
