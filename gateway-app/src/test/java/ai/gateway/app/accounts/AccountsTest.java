package ai.gateway.app.accounts;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.ledger.Entry;
import ai.gateway.quota.Level;
import ai.gateway.quota.Window;
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
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is held for a call, refused, settled and told: on whole answers and streams, finished and not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class AccountsTest {

    private static final String CHATS = "/v1/chat/completions";

    private StandIn standIn;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "%1$s/v1", api-key: theirs }
                    other: { dialect: anthropic, base-url: "%1$s", api-key: theirs }
                  model-facts:
                    "good/*": { input-price: 1, output-price: 10, max-output: 1000 }
                    "other/*": { input-price: 2, output-price: 20, max-output: 1000 }
                    "good/cheap": { input-price: 0, output-price: 0 }
                  keys:
                  - { name: alice, value: sk-alice-0123456789abcdef, owner: acme/search, requests: 3 / 1h }
                  - { name: bob, value: sk-bob-0123456789abcdefgh, owner: acme/search }
                  - { name: carol, value: sk-carol-0123456789abcdef, owner: rich }
                  owners:
                    acme: { budget: 1 USD / lifetime }
                    acme/search: { requests: 5 / 1h }
                spring.cloud.gateway.server.webflux.routes:
                - id: metered
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, metered" ]
                  filters: [ AiCostMeter ]
                - id: translated
                  uri: ai://other
                  predicates: [ "Path=/v1/**", "Header=x-route, translated" ]
                  filters: [ AiCostMeter ]
                - id: limited
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, limited" ]
                  filters: [ { name: AiTokenRateLimiter, args: { tokens: 2000, requests: 100, period: 1h, by: header.x-who } } ]
                - id: tried
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, tried" ]
                  filters: [ { name: AiTokenRateLimiter, args: { requests: 1, tokens: 1, period: 1h, dry-run: true } } ]
                - id: poor
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, poor" ]
                  filters: [ { name: AiBudget, args: { amount: 0.01, by: header.x-who } }, AiCostMeter ]
                - id: thrifty
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, thrifty" ]
                  filters: [ { name: AiBudget, args: { amount: 0.000001, over: good/cheap } }, AiCostMeter ]
                - id: spare
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, spare" ]
                  filters: [ AiFallback=other/m, { name: AiBudget, args: { amount: 0.01, by: header.x-who } }, AiCostMeter ]
                - id: alone
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, alone" ]
                  filters: [ { name: AiTokenRateLimiter, args: { concurrent: 1, by: header.x-who } } ]
                - id: twice
                  uri: ai://good
                  predicates: [ "Path=/v1/**", "Header=x-route, twice" ]
                  filters:
                  - { name: AiTokenRateLimiter, args: { requests: 3, period: 1h, by: header.x-who, over: warn } }
                  - { name: AiTokenRateLimiter, args: { requests: 8, tokens: 100000, period: 1h, by: header.x-who } }
                  - { name: AiTokenRateLimiter, args: { requests: 5, period: 1h, by: header.x-who } }
                  - { name: AiBudget, args: { amount: 0.001, by: header.x-who, over: warn } }
                  - { name: AiBudget, args: { amount: 1, by: header.x-who } }
                  - AiCostMeter
                - id: keyed
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ AiKey, "AiTokenRateLimiter=100000, 1h", "AiBudget=10, day Europe/Berlin", AiCostMeter ]
                """.formatted(standIn.baseUrl());
        gateway = RunningGateway.start(AccountingGateway.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
    }

    private static String chat(String more, String text) {
        return "{\"model\":\"m\"" + more + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    private Answer ask(String route, String body, String... headers) {
        String[] all = new String[headers.length + 1];
        all[0] = "x-route: " + route;
        System.arraycopy(headers, 0, all, 1, headers.length);
        return RawHttp.post(gateway.port(), CHATS, body, all);
    }

    private Entry entry(Answer answer) {
        return gateway.bean(Books.class).of(Objects.requireNonNull(answer.header("x-ai-request-id")));
    }

    private Level level(String counter, Window window) {
        return AccountingGateway.level(gateway, counter, window);
    }

    @Test
    void meter_wholeAnswer_tellsAndWritesDownWhatItCost() {
        Answer answer = ask("metered", chat("", "/words 7"));
        Entry entry = entry(answer);
        long expected = entry.usage().input() * 1000 + entry.usage().output() * 10_000; // nano-dollars a token
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(expected).isPositive();
        assertThat(entry.cost()).isEqualTo(new Entry.Cost(expected, "list"));
        assertThat(answer.header("x-ai-cost-usd"))
                .isEqualTo(new java.math.BigDecimal(expected)
                        .movePointLeft(9)
                        .stripTrailingZeros()
                        .toPlainString());
        assertThat(entry.how().ending()).isEqualTo("complete");
        assertThat(entry.how().estimated()).isFalse();
        assertThat(entry.what().route()).isEqualTo("metered");
        assertThat(entry.what().provider()).isEqualTo("good");
    }

    @ParameterizedTest
    @CsvSource({"metered, 1000, 10000", "translated, 2000, 20000"})
    void meter_stream_tellsInItsTrailer(String route, long read, long written) {
        String stream = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            Answer answer = client.sendPost(CHATS, chat(stream, "/words 9"), "x-route: " + route, "TE: trailers")
                    .readAnswer();
            Entry entry = entry(answer);
            long expected = entry.usage().input() * read + entry.usage().output() * written;
            assertThat(answer.text()).contains("[DONE]");
            assertThat(answer.header("trailer")).isEqualTo("x-ai-cost-usd");
            assertThat(expected).isPositive();
            assertThat(entry.cost().nanoUsd()).isEqualTo(expected);
            assertThat(entry.how().stream()).isTrue();
            assertThat(entry.how().firstMillis()).isNotNegative();
        }
    }

    @Test
    void limiter_notEnoughTokens_isToldWhenThereWillBe() {
        String who = "x-who: eager";
        Answer first = ask("limited", chat(",\"max_tokens\":500", "/words 150"), who);
        Answer greedy = ask("limited", chat(",\"max_tokens\":1900", "/words 3"), who);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.header("x-ratelimit-limit-tokens")).isEqualTo("2000");
        assertThat(first.header("x-ratelimit-remaining-requests")).isEqualTo("99");
        assertThat(greedy.status()).isEqualTo(429);
        assertThat(greedy.text()).contains("token_limit_exceeded", "tokens: ");
        assertThat(Long.parseLong(Objects.requireNonNull(greedy.header("retry-after"))))
                .isBetween(3500L, 3720L);
        entry(first);
        Level left = level("limited/header.x-who:eager TOKENS sliding-3600000", new Window.Sliding(3_600_000));
        assertThat(left.held()).isZero();
        assertThat(left.used()).isEqualTo(entry(first).usage().total());
    }

    @Test
    void limiter_neverEnough_saysSoWithoutAskingToWait() {
        Answer answer = ask("limited", chat(",\"max_tokens\":5000", "/words 3"), "x-who: giant");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isNull();
        assertThat(answer.text()).contains("ask for less at once");
    }

    @Test
    void limiter_noCapFromTheClient_getsAShareOfTheWindow() {
        Answer answer = ask("limited", chat("", "/words 900"), "x-who: silent");
        assertThat(entry(answer).usage().output()).isLessThanOrEqualTo(500);
        assertThat(answer.text()).contains("\"length\"");
    }

    /** The bound of a prompt's tokens is far above what it has: that must not shorten the answer. */
    @Test
    void limiter_longPromptWithoutCap_leavesRoomForTheAnswer() {
        Answer answer = ask("limited", chat("", "word ".repeat(250) + "/words 40"), "x-who: wordy");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("word40");
    }

    @Test
    void limiter_dryRun_leavesRequestsAsTheyAre() {
        Answer answer = ask("tried", chat("", "/words 900"));
        assertThat(answer.text()).contains("word900");
    }

    @Test
    void limiter_dryRun_letsAllPass() {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("tried", chat("", "/words 1")).status()).isEqualTo(200);
        }
    }

    @Test
    void limiter_oneAtATime_refusesTheSecondAndForgetsTheFirst() {
        String who = "x-who: single";
        try (RawHttp first = RawHttp.connect(gateway.port())) {
            first.sendPost(CHATS, chat(",\"stream\":true", "/words 400 /pace 20"), "x-route: alone", who);
            first.readHead();
            first.readPiece();
            Answer second = ask("alone", chat("", "/words 1"), who);
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.text()).contains("rate_limit_exceeded");
            first.abort();
        }
        gateway.bean(Books.class)
                .await(
                        entry -> entry.what().route().equals("alone")
                                && entry.how().ending().equals("client_gone"),
                        "the one that hung up");
        await().until(
                        () -> // the entry comes first
                        ask("alone", chat("", "/words 1"), who).status() == 200);
    }

    @ParameterizedTest
    @CsvSource({"'', whole", "',\"stream\":true', streamed"})
    void severalOfOneCounter_countACallOnce_andTheTightestRefuses(String stream, String who) {
        long spent = 0;
        for (int i = 1; i <= 5; i++) {
            Answer answer = ask("twice", chat(stream, "/words 40"), "x-who: " + who);
            assertThat(answer.status()).as("call %d: %s", i, answer.text()).isEqualTo(200);
            spent += entry(answer).cost().nanoUsd();
            Level calls =
                    level("twice/header.x-who:" + who + " REQUESTS sliding-3600000", new Window.Sliding(3_600_000));
            assertThat(calls.used() + calls.held()).isEqualTo(i);
        }
        assertThat(ask("twice", chat(stream, "/words 40"), "x-who: " + who).status())
                .isEqualTo(429);
        assertThat(spent).isPositive();
        long all = spent;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> level("twice/header.x-who:" + who + " NANO_USD lifetime", new Window.Lifetime())
                                .used()
                        == all);
    }

    @Test
    void budget_spent_isRefusedWith402() {
        String who = "x-who: poor";
        int answered = 0;
        Answer answer = ask("poor", chat(",\"max_tokens\":300", "/words 200"), who);
        while (answer.status() == 200) {
            answered++;
            assertThat(answered).isLessThan(20);
            answer = ask("poor", chat(",\"max_tokens\":300", "/words 200"), who);
        }
        assertThat(answered).isPositive();
        assertThat(answer.status()).isEqualTo(402);
        assertThat(answer.text()).contains("budget_exceeded", "USD");
        assertThat(level("poor/header.x-who:poor NANO_USD lifetime", new Window.Lifetime())
                        .used())
                .isBetween(5_000_000L, 10_000_000L);
    }

    @Test
    void budget_enoughForTheRoutesOwnButNotForItsFallback_isRefusedBeforeAnybodyIsAsked() {
        String both = chat(",\"max_tokens\":700", "/words 5"); // 0.7 cents, or 1.4 at the fallback

        assertThat(ask("poor", both, "x-who: careful").status()).isEqualTo(200);
        assertThat(ask("spare", both, "x-who: careful").status()).isEqualTo(402);
        assertThat(ask("spare", chat(",\"max_tokens\":300", "/words 5"), "x-who: careful")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void budget_spent_anotherModelIsAskedInstead() {
        Answer answer = ask("thrifty", chat("", "/words 5"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-ai-model")).isEqualTo("cheap");
        assertThat(answer.header("x-ai-cost-usd")).isEqualTo("0");
    }

    @Test
    void clientHangsUp_midStream_isChargedForWhatItHasSeen() {
        String stream = ",\"stream\":true,\"max_tokens\":900";
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(CHATS, chat(stream, "/words 800 /pace 5"), "x-route: poor", "x-who: gone");
            client.readHead();
            for (int i = 0; i < 10; i++) {
                client.readPiece();
            }
            client.abort();
        }
        Entry entry = gateway.bean(Books.class)
                .await(
                        each -> each.what().route().equals("poor")
                                && each.how().ending().equals("client_gone"),
                        "the one that hung up");
        assertThat(entry.how().estimated()).isTrue();
        assertThat(entry.usage().output()).isBetween(5L, 400L);
        assertThat(entry.cost().nanoUsd()).isPositive();
        Level settled = new Level(Long.MAX_VALUE, entry.cost().nanoUsd(), 0, Long.MAX_VALUE);
        await().untilAsserted(
                        () -> // the entry comes first
                        assertThat(level("poor/header.x-who:gone NANO_USD lifetime", new Window.Lifetime()))
                                .isEqualTo(settled));
    }

    @Test
    void key_itsOwnersLimitsHoldTogether() {
        String alice = "authorization: Bearer sk-alice-0123456789abcdef";
        String bob = "authorization: Bearer sk-bob-0123456789abcdefgh";
        for (int i = 0; i < 3; i++) {
            assertThat(ask("keyed", chat("", "/words 1"), alice).status()).isEqualTo(200);
        }
        Answer fourth = ask("keyed", chat("", "/words 1"), alice);
        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.text()).contains("key:alice");
        assertThat(ask("keyed", chat("", "/words 1"), bob).status()).isEqualTo(200);
        assertThat(ask("keyed", chat("", "/words 1"), bob).status()).isEqualTo(200);
        Answer third = ask("keyed", chat("", "/words 1"), bob);
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.text()).contains("owner:acme/search");
        Answer other = ask("keyed", chat("", "/words 1"), "x-api-key: sk-carol-0123456789abcdef");
        assertThat(other.status()).isEqualTo(200);
        assertThat(entry(other).who().key()).isEqualTo("carol");
        assertThat(entry(other).who().owner()).isEqualTo("rich");
    }

    @Test
    void providerFails_nothingIsCharged() {
        Answer answer = ask("poor", chat(",\"max_tokens\":300", "/error 500 no"), "x-who: unlucky");
        Entry entry = entry(answer);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(entry.cost().nanoUsd()).isZero();
        Level left = level("poor/header.x-who:unlucky NANO_USD lifetime", new Window.Lifetime());
        assertThat(left.held() + left.used()).isZero();
    }
}
