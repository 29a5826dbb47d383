package ai.gateway.app.translate;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Tool;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Each client dialect, whole and streamed, with a provider that speaks only one other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranslationTest {

    private static final List<String> CODECS =
            List.of("openai", "responses", "anthropic", "gemini", "bedrock", "cohere", "ollama");

    private StandIn provider;
    private RunningGateway gateway;

    /** Who speaks what, and how the answer is to come. */
    record Way(String client, String provider, Streaming streaming) {

        @Override
        public String toString() {
            return client + " -> " + provider + ", " + streaming;
        }
    }

    @BeforeAll
    void start() {
        provider = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        String yaml = "ai.gateway:\n  stand-in.enabled: off\n  providers:\n";
        gateway = RunningGateway.start(
                GatewayApp.class, yaml + OneDialectEach.yaml(provider.baseUrl(), OneDialectEach.ALL));
    }

    @AfterAll
    void stop() {
        gateway.close();
        provider.close();
    }

    Stream<Way> ways() {
        List<Way> ways = new ArrayList<>();
        Dialects dialects = gateway.bean(Dialects.class);
        for (String client : CODECS) {
            for (String spoken : CODECS) {
                if (dialects.get(client).chat() != null && dialects.get(spoken).chat() != null) {
                    ways.add(new Way(client, spoken, Streaming.WHOLE));
                    ways.add(new Way(client, spoken, Streaming.PIECES_AND_USAGE));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_text_isAnsweredInTheClientsDialect(Way way) {
        Answered answered = ask(way, "/echo Grüße, \"world\" 🌍", List.of());
        assertThat(answered.status()).as(new String(answered.body(), UTF_8)).isEqualTo(200);
        assertThat(answered.text()).isEqualTo("Grüße, \"world\" 🌍");
        assertThat(answered.broken()).isFalse();
        assertThat(answered.answer().choices().get(0).finish()).isEqualTo(FinishReason.STOP);
        assertThat(answered.answer().usage().prompt()).isPositive();
        assertThat(answered.answer().usage().output()).isPositive();
        assertThat(answered.header("x-ai-provider")).isEqualTo("only-" + way.provider());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_tools_areCalledWithTheirArguments(Way way) {
        Answered answered = ask(way, "/tool weather {\"city\":\"Köln\"}", List.of(Asking.WEATHER));
        assertThat(answered.status()).as(new String(answered.body(), UTF_8)).isEqualTo(200);
        List<Content.ToolCall> calls = answered.answer().choices().get(0).content().stream()
                .filter(Content.ToolCall.class::isInstance)
                .map(Content.ToolCall.class::cast)
                .toList();
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).name()).isEqualTo("weather");
        assertThat(calls.get(0).arguments().replaceAll("\\s", "")).isEqualTo("{\"city\":\"Köln\"}");
        assertThat(calls.get(0).id()).isNotEmpty();
        assertThat(answered.answer().choices().get(0).finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_toolOfALongName_isCalledByIt(Way way) {
        assumeThat(way.client()).isNotEqualTo(way.provider());
        String name = "weather." + "of_the_place".repeat(8);
        Tool tool = new Tool(Tool.Kind.FUNCTION, name, null, Asking.WEATHER.json(), null, Content.Notes.NONE);
        Answered answered = ask(way, "/tool", List.of(tool));
        assertThat(answered.status()).as(new String(answered.body(), UTF_8)).isEqualTo(200);
        assertThat(answered.answer().choices().get(0).content())
                .filteredOn(Content.ToolCall.class::isInstance)
                .extracting("name")
                .containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"previous_response_id", "conversation", "prompt"})
    void ask_whatGoesOnElsewhere_isRefusedWhereThatIsNotKept(String member) {
        String value = member.equals("prompt") ? "{\"id\":\"p\"}" : "\"resp_1\"";
        String body = "{\"model\":\"only-anthropic/m\",\"input\":\"x\",\"" + member + "\":" + value + "}";
        var answer = RawHttp.post(gateway.port(), "/v1/responses", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("unsupported_translation", "\"/" + member + "\"");
        var ours = RawHttp.post(gateway.port(), "/v1/responses", body.replace("anthropic", "responses"));
        assertThat(ours.text()).doesNotContain("unsupported_translation");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_length_isTold(Way way) {
        Answered answered = ask(way, "/length", List.of());
        assertThat(answered.status()).as(new String(answered.body(), UTF_8)).isEqualTo(200);
        assertThat(answered.answer().choices().get(0).finish()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_providerSaysNo_statusAndReasonAreKept(Way way) {
        for (int status : new int[] {400, 404, 429, 500, 503}) {
            Answered answered = ask(way, "/error " + status + " no such luck", List.of());
            assertThat(answered.status()).isEqualTo(status);
            assertThat(new String(answered.body(), UTF_8)).contains("no such luck");
            assertThat(answered.header("retry-after").equals("null")).isEqualTo(status != 429 && status != 503);
            assertThat(dialect(way.client())
                            .readFailure(status, ai.gateway.wire.Json.parse(answered.body()))
                            .message())
                    .contains("no such luck");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void ask_providerFailsInMidStream_clientIsToldAndCutOff(Way way) {
        assumeThat(way.streaming().isStream()).isTrue();
        for (String directive : List.of("/words 20 /errorafter 6", "/words 20 /break 6")) {
            Answered answered = ask(way, directive, List.of());
            if (answered.status() == 502) {
                continue; // nothing was on its way: the client is told by the status
            }
            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.failed()).as(new String(answered.body(), UTF_8)).isTrue();
            boolean tornByProvider = directive.contains("/break");
            assertThat(answered.broken())
                    .isEqualTo(tornByProvider || !way.client().equals(way.provider()));
        }
    }

    private Answered ask(Way way, String prompt, List<Tool> tools) {
        ChatRequest chat = Asking.chat(way.client(), way.streaming(), "only-" + way.provider() + "/m", prompt, tools);
        return new Asking(dialect(way.client()), gateway.port()).ask(chat);
    }

    private Dialect dialect(String id) {
        return gateway.bean(Dialects.class).get(id);
    }
}
