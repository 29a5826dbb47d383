package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.recall.ShadowTally;
import ai.gateway.recall.Tally;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Questions in other words, with the model that ships. Each test asks in a namespace of its own, so that they do not meet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class SemanticCacheTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ASKED = "What is the capital of France?";
    private static final String ALIKE = "What's the capital city of France?";
    private static final String ALICE = "Authorization: Bearer sk-alice-0123456789abcdef";
    private static final String BOB = "Authorization: Bearer sk-bob-0123456789abcdefgh";

    private final AtomicInteger namespaces = new AtomicInteger();
    private StandIn standIn;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 40, true, null));
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  embeddings.budget: 10s
                  providers:
                    good: { dialect: openai, base-url: "%s/v1", api-key: theirs }
                  keys:
                  - { name: alice, value: sk-alice-0123456789abcdef, owner: acme/search }
                  - { name: bob, value: sk-bob-0123456789abcdefgh, owner: acme/search }
                spring.cloud.gateway.server.webflux.routes:
                - id: keyed
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, keyed" ]
                  filters: [ AiKey, { name: AiCache, args: { semantic: on } } ]
                - id: shadow
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, shadow" ]
                  filters: [ { name: AiCache, args: { semantic: shadow } } ]
                - id: exact
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, exact" ]
                  filters: [ AiCache=1h ]
                - id: near
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, near" ]
                  filters: [ { name: AiCache, args: { semantic: on, threshold: 0.999 } } ]
                - id: open
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ { name: AiCache, args: { semantic: on } } ]
                """.formatted(standIn.baseUrl());
        gateway = RunningGateway.start(GatewayApp.class, yaml);
        awaitModel();
    }

    /** The first text does nothing but have it loaded. */
    private void awaitModel() {
        await().atMost(SOON).until(() -> {
            String mine = namespace();
            ask(ASKED, mine);
            return "semantic".equals(ask(ALIKE, mine).header("x-ai-cache"));
        });
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
    }

    private String namespace() {
        return "x-ai-cache-namespace: n" + namespaces.incrementAndGet();
    }

    private Answer ask(Way way, boolean stream, String text, String... headers) {
        return RawHttp.post(gateway.port(), way.path(), way.body(text, stream), headers);
    }

    private Answer ask(String text, String... headers) {
        return ask(Way.OPENAI, false, text, headers);
    }

    private String told(String text, String... headers) {
        Answer answer = ask(text, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return String.valueOf(answer.header("x-ai-cache"));
    }

    @Test
    void question_inOtherWords_isAnsweredWithWhatWasAnswered_andTellsHowNearItIs() {
        String mine = namespace();
        Answer first = ask(ASKED, mine);
        Answer then = ask(ALIKE, mine);

        assertThat(first.header("x-ai-cache")).isEqualTo("miss");
        assertThat(first.header("x-ai-cache-score")).isNull();
        assertThat(then.header("x-ai-cache")).isEqualTo("semantic");
        assertThat(Double.parseDouble(String.valueOf(then.header("x-ai-cache-score"))))
                .isBetween(0.9, 1.0);
        assertThat(then.header("age")).isNotNull();
        assertThat(then.header("x-ai-attempts")).isNull();
        assertThat(Way.OPENAI.said(then)).isEqualTo(Way.OPENAI.said(first)).isNotEmpty();
        assertThat(told(ASKED, mine)).isEqualTo("hit");
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, false, OPENAI, true",
        "OPENAI, true, OPENAI, false",
        "OPENAI, true, ANTHROPIC, true",
        "OPENAI, false, ANTHROPIC, false",
        "ANTHROPIC, true, OPENAI, false",
        "ANTHROPIC, false, OPENAI, true",
        "ANTHROPIC, true, ANTHROPIC, true",
        "RESPONSES, true, RESPONSES, false"
    })
    void question_inOtherWords_isAnsweredAsItIsAsked(Way first, boolean firstStreams, Way then, boolean thenStreams) {
        String mine = namespace();
        Answer one = ask(first, firstStreams, ASKED, mine);
        Answer other = ask(then, thenStreams, ALIKE, mine);

        assertThat(one.header("x-ai-cache")).isEqualTo("miss");
        assertThat(other.header("x-ai-cache")).as(other.text()).isEqualTo("semantic");
        assertThat(String.valueOf(other.header("content-type")))
                .startsWith(thenStreams ? "text/event-stream" : "application/json");
        assertThat(then.said(other)).isEqualTo(first.said(one)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "What is the capital of France?        | What is the capital of Spain?",
                "How many calories are in 2 eggs?      | How many calories are in 3 eggs?",
                "Which birds can fly?                  | Which birds can't fly?",
                "How do you turn on dark mode?         | How do you turn off dark mode?",
                "Trains from Vienna to Graz            | Trains from Graz to Vienna",
                "How do you bake bread?                | What is the tallest mountain?"
            })
    void question_thatIsAnotherOne_isAskedAnew(String one, String other) {
        String mine = namespace();
        told(one, mine);

        assertThat(told(other, mine)).isEqualTo("miss");
        assertThat(told(other, mine)).isEqualTo("hit");
    }

    @Test
    void otherCaller_neverGetsIt() {
        told(ASKED, "x-route: keyed", ALICE);
        assertThat(told(ALIKE, "x-route: keyed", BOB)).isEqualTo("miss");
        assertThat(told(ALIKE, "x-route: keyed", ALICE)).isEqualTo("semantic");

        String mine = namespace();
        told(ASKED, mine, "Authorization: Bearer one");
        assertThat(told(ALIKE, mine, "Authorization: Bearer two")).isEqualTo("miss");
        assertThat(told(ALIKE, mine)).isEqualTo("miss");
        assertThat(told(ALIKE, namespace(), "Authorization: Bearer one")).isEqualTo("miss");
        assertThat(told(ALIKE, mine, "Authorization: Bearer one")).isEqualTo("semantic");
    }

    @ParameterizedTest
    @CsvSource({
        "x-ai-cache: exact, miss",
        "x-ai-cache-threshold: 1, miss",
        "x-ai-cache: refresh, refresh",
        "x-ai-cache: off, bypass",
        "x-ai-cache: semantic, semantic",
        "x-ai-cache-threshold: 0.1, semantic"
    })
    void caller_saysWhatItWants_itCanOnlyBeLess(String header, String told) {
        String mine = namespace();
        told(ASKED, mine);

        assertThat(told(ALIKE, mine, header)).isEqualTo(told);
    }

    @Test
    void caller_asksForLessNearness_theRouteHasTheLastWord() {
        String mine = namespace();
        told(ASKED, mine, "x-route: near");

        assertThat(told(ALIKE, mine, "x-route: near", "x-ai-cache-threshold: 0.5"))
                .isEqualTo("miss");
    }

    @Test
    void route_saysNothing_isExact() {
        String mine = namespace();
        told(ASKED, mine, "x-route: exact");

        assertThat(told(ALIKE, mine, "x-route: exact")).isEqualTo("miss");
        assertThat(told(ASKED, mine, "x-route: exact")).isEqualTo("hit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools         | \"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],",
                "temperature   | \"temperature\":1.5,",
                "choices       | \"n\":2,"
            })
    void request_thatOthersDoNotMake_isLookedUpAsItIs(String reason, String more) {
        String mine = namespace();
        Answer first = send(ASKED, more, mine);
        Answer then = send(ALIKE, more, mine);
        Answer again = send(ASKED, more, mine);

        assertThat(first.header("x-ai-cache-reason")).isEqualTo("exact only: " + reason);
        assertThat(then.header("x-ai-cache")).as(then.text()).isEqualTo("miss");
        assertThat(again.header("x-ai-cache")).isEqualTo("hit");
    }

    private Answer send(String text, String more, String... headers) {
        String body = Way.OPENAI.body(text, false).replaceFirst("\\{", "{" + more.replace("\\", "\\\\"));
        return RawHttp.post(gateway.port(), Way.OPENAI.path(), body, headers);
    }

    @Test
    void question_aboutOneself_isLookedUpAsItIs() {
        Answer asked = ask("Where is my parcel?", namespace());

        assertThat(asked.header("x-ai-cache-reason")).isEqualTo("exact only: my");
    }

    @Test
    void shadow_givesNothing_andCountsWhatItWouldHave() {
        ShadowTally shadow = gateway.bean(Tally.class).shadow();
        await().atMost(SOON).until(() -> {
            String mine = namespace();
            told(ASKED, mine, "x-route: shadow");
            assertThat(told(ALIKE, mine, "x-route: shadow")).isEqualTo("miss");
            return shadow.report().get(0).compared() > 0;
        });

        ShadowTally.Line lowest = shadow.report().get(0);
        assertThat(lowest.threshold()).isEqualTo(0.80);
        assertThat(lowest.agreed()).isEqualTo(lowest.compared()); // the stand-in says the same to everybody
        assertThat(shadow.questions()).isGreaterThanOrEqualTo(2 * lowest.hits());
        assertThat(shadow.report()).hasSize(10).isSortedAccordingTo((a, b) -> Long.compare(b.hits(), a.hits()));
    }
}
