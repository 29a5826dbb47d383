package ai.gateway.app.keys;

import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is let in: in every dialect, whole and in pieces, wherever an SDK shows its key; and nobody else gets to see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class AiKeyTest {

    private static final String ALICE = "sk-alice-0123456789abcdef";
    private static final String EXPIRED = "sk-expired-0123456789abcdef";
    private static final String DISABLED = "sk-disabled-0123456789abcdef";
    private static final String UNKNOWN = "sk-unknown-0123456789abcdef";
    private static final List<String> PLACES =
            List.of("Authorization: Bearer ", "x-api-key: ", "x-goog-api-key: ", "api-key: ", "?key=");

    private KeysBench bench;

    /** Who asks how. */
    record Way(String dialect, Streaming streaming, String place) {

        @Override
        public String toString() {
            return dialect + ", " + streaming + ", " + place;
        }
    }

    @BeforeAll
    void start() {
        String keys = """
                keys:
                - { name: alice, value: %s, owner: acme/search }
                - { name: expired, value: %s, expires: 2020-01-01 }
                - { name: disabled, value: %s, disabled: true }
                """.formatted(ALICE, EXPIRED, DISABLED);
        bench = new KeysBench(
                keys,
                KeysBench.route("ordinary", "/place/**", "PLACE", "AiKey")
                        + KeysBench.route(
                                "translated",
                                "/claude/**",
                                "PLACE",
                                "StripPrefix=1",
                                "PrefixPath=/place",
                                "AiTranslate=anthropic",
                                "AiKey")
                        + KeysBench.route(
                                "set",
                                "/set/**",
                                "PLACE",
                                "StripPrefix=1",
                                "AiKey",
                                "'SetRequestHeader=Authorization, Bearer of-the-route'")
                        + KeysBench.route("some", "/some/**", "PLACE", "StripPrefix=1", "'AiKey=x-api-key, api-key'")
                        + KeysBench.route(
                                "dry",
                                "/dry/**",
                                "PLACE",
                                "StripPrefix=1",
                                "'{ name: AiKey, args: { dry-run: true } }'".replace("'", ""))
                        + KeysBench.route(
                                "twice",
                                "/twice/**",
                                "ai://auto",
                                "StripPrefix=1",
                                "AiKey",
                                "AiDefaults=seed=1",
                                "AiKey")
                        + KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey"));
    }

    @AfterAll
    void stop() {
        bench.assertUnseen(ALICE);
        bench.close();
    }

    static Stream<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            for (Streaming streaming : List.of(Streaming.WHOLE, Streaming.PIECES)) {
                for (String place : PLACES) {
                    ways.add(new Way(dialect, streaming, place));
                }
            }
        }
        return ways.stream();
    }

    static Stream<String> dialects() {
        return OneDialectEach.ALL.stream();
    }

    private Answer ask(Way way, String key) {
        Dialect dialect = bench.gateway.bean(Dialects.class).get(way.dialect());
        String model = way.streaming() == Streaming.WHOLE ? "whole/m" : "pieces/m";
        ChatCall call = Objects.requireNonNull(dialect.chat()).writeRequest(chat(way, model), Traits.NONE);
        boolean versioned = way.dialect().equals("openai") || way.dialect().equals("responses");
        String path = (versioned ? "/v1" : "") + call.apiPath();
        String query = call.query();
        if (way.place().startsWith("?")) {
            query = "key=" + key + (query.isEmpty() ? "" : "&" + query);
        }
        String shown = way.place().startsWith("?") ? "X-Other: 1" : way.place() + key;
        try (RawHttp client = RawHttp.connect(bench.gateway.port())) {
            return client.send(RawHttp.request(
                            "POST",
                            query.isEmpty() ? path : path + "?" + query,
                            call.body(),
                            "Content-Type: application/json",
                            shown))
                    .readAnswer();
        }
    }

    private static ChatRequest chat(Way way, String model) {
        return new ChatRequest(
                way.dialect(),
                model,
                way.streaming(),
                List.of(new Message(Message.Role.USER, null, List.of(Content.Text.of("hi")), Extras.NONE)),
                List.of(),
                null,
                null,
                new ai.gateway.exchange.Sampling(
                        64, 0.5, null, Usage.ABSENT, null, null, null, List.of(), Usage.ABSENT, null, Usage.ABSENT),
                null,
                null,
                ai.gateway.exchange.Reasoning.UNSAID,
                ChatRequest.Account.NONE,
                Extras.NONE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_goodKey_isAnsweredAndTheProviderSeesOnlyTheGatewaysOwn(Way way) {
        Answer answer = ask(way, ALICE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
        String provider = way.streaming() == Streaming.WHOLE ? "whole" : "pieces";
        assertThat(bench.last(provider).headers("authorization")).containsExactly("Bearer gateways-own-" + provider);
        bench.assertUnseen(ALICE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialects")
    void ask_unknownExpiredDisabledOrNone_isOneAnswer(String dialect) {
        List<String> told = new ArrayList<>();
        for (String key : List.of(UNKNOWN, EXPIRED, DISABLED, "")) {
            Answer answer = ask(new Way(dialect, Streaming.WHOLE, "Authorization: Bearer "), key);
            assertThat(answer.status()).as(answer.text()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
            String id = Objects.requireNonNull(answer.header("x-ai-request-id"));
            told.add(answer.text().replace(id, "ID") + " " + answer.header("x-amzn-errortype"));
        }
        assertThat(told).containsOnly(told.get(0));
        assertThat(told.get(0)).contains("key: not a good one").doesNotContain(UNKNOWN, EXPIRED, DISABLED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai    | \"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"",
                "responses | \"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"",
                "anthropic | {\"type\":\"error\",\"error\":{\"type\":\"authentication_error\"",
                "gemini    | \"status\":\"UNAUTHENTICATED\"",
                "cohere    | \"error_type\":\"invalid_api_key\"",
                "ollama    | {\"error\":\"key: "
            })
    void ask_badKey_isToldAsTheDialectDoes(String dialect, String part) {
        assertThat(ask(new Way(dialect, Streaming.PIECES, "x-api-key: "), UNKNOWN)
                        .text())
                .contains(part);
    }

    @Test
    void ask_badKeyInBedrock_isToldByTheHeader() {
        Answer answer = ask(new Way("bedrock", Streaming.PIECES, "Authorization: Bearer "), UNKNOWN);
        assertThat(answer.header("x-amzn-errortype")).isEqualTo("AccessDeniedException");
    }

    @Test
    void ask_refused_nobodyIsAsked() {
        int before = bench.upstream.requests().size();
        bench.ask("whole/m", UNKNOWN);
        assertThat(bench.upstream.requests()).hasSize(before);
    }

    @Test
    void ask_twoThatDiffer_isRefused_andTwiceTheSameIsNot() {
        assertThat(bench.ask("whole/m", ALICE, "x-api-key: " + UNKNOWN).status())
                .isEqualTo(401);
        assertThat(bench.ask("whole/m", UNKNOWN, "x-api-key: " + ALICE).status())
                .isEqualTo(401);
        assertThat(bench.ask("whole/m", ALICE, "x-api-key: " + ALICE).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer ", "x-api-key: ", "x-goog-api-key: ", "api-key: "})
    void ask_ordinaryUri_doesNotSeeTheKey(String header) {
        Answer answer = RawHttp.post(
                bench.gateway.port(), "/place/chat/completions?a=1&key=" + ALICE, KeysBench.chat("m"), header + ALICE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(bench.last("place").uri()).isEqualTo("/place/chat/completions?a=1");
        bench.assertUnseen(ALICE);
    }

    @Test
    void ask_ordinaryUriInAnotherDialect_doesNotSeeTheKey() {
        Answer answer = RawHttp.post(
                bench.gateway.port(),
                "/claude/v1/chat/completions",
                KeysBench.chat("m"),
                "Authorization: Bearer " + ALICE);
        assertThat(bench.last("place").uri()).as(answer.text()).contains("/messages");
        assertThat(bench.last("place").header("x-api-key")).isNull();
        bench.assertUnseen(ALICE);
    }

    @Test
    void ask_routeSetsItsOwnCredential_isSent() {
        Answer answer = RawHttp.post(
                bench.gateway.port(),
                "/set/place/chat/completions",
                KeysBench.chat("m"),
                "Authorization: Bearer " + ALICE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(bench.last("place").headers("authorization")).containsExactly("Bearer of-the-route");
    }

    @Test
    void ask_onlySomePlacesAreLookedAt_othersBelongToSomebodyElse() {
        Answer answer = RawHttp.post(
                bench.gateway.port(),
                "/some/place/chat/completions",
                KeysBench.chat("m"),
                "Authorization: Bearer somebody-elses",
                "x-api-key: " + ALICE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(bench.last("place").header("authorization")).isEqualTo("Bearer somebody-elses");
        assertThat(bench.last("place").header("x-api-key")).isNull();
    }

    @Test
    void ask_dryRun_letsPassAndHidesAllTheSame() {
        for (String key : List.of(ALICE, DISABLED)) {
            Answer answer = RawHttp.post(
                    bench.gateway.port(), "/dry/place/x", KeysBench.chat("m"), "Authorization: Bearer " + key);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(bench.last("place").header("authorization")).isNull();
        }
        Answer answer = RawHttp.post(
                bench.gateway.port(), "/dry/place/x", KeysBench.chat("m"), "Authorization: Bearer clients-own");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(bench.last("place").header("authorization")).isEqualTo("Bearer clients-own");
    }

    @Test
    void ask_twoSuchFilters_theSecondKnowsByTheFirst() {
        Answer answer = RawHttp.post(
                bench.gateway.port(), "/twice/v1/chat/completions", KeysBench.chat("whole/m"), "api-key: " + ALICE);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(bench.last("whole").text()).contains("\"seed\":1");
    }
}
