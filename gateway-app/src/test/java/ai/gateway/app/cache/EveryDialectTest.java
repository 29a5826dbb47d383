package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Tool;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What was told to a client of one dialect by a provider of another is told again to clients of all, whole and in pieces. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class EveryDialectTest {

    private static final String SAID = "Grüße – \\\"two\\\" words, and more of them.";
    private static final Tool WEATHER = new Tool(
            Tool.Kind.FUNCTION,
            "weather",
            "Tells the weather",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}",
            null,
            Content.Notes.NONE);

    private StandIn standIn;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        String yaml = "ai.gateway:\n  stand-in.enabled: off\n  providers:\n"
                + OneDialectEach.yaml(standIn.baseUrl(), OneDialectEach.ALL)
                + """
                spring.cloud.gateway.server.webflux.routes:
                - id: all
                  uri: ai://auto
                  predicates: [ "Path=/**" ]
                  filters: [ AiCache=1h ]
                """;
        gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
    }

    static Stream<Arguments> firsts() {
        return OneDialectEach.ALL.stream()
                .flatMap(provider ->
                        Stream.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE).map(way -> Arguments.of(provider, way)));
    }

    private Answered ask(String dialect, String provider, Streaming way, String prompt, List<Tool> tools) {
        Asking client = new Asking(gateway.bean(Dialects.class).get(dialect), gateway.port());
        return client.ask(Asking.chat(dialect, way, "only-" + provider + "/m", prompt, tools));
    }

    @ParameterizedTest
    @MethodSource("firsts")
    void text_toldOnce_isTheSameInAllDialects(String provider, Streaming first) {
        String prompt = "/echo " + first + ' ' + SAID;
        Answered told = ask(provider, provider, first, prompt, List.of());
        assertThat(told.header("x-ai-cache")).as(told.came().text()).isEqualTo("miss");
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            for (Streaming way : new Streaming[] {Streaming.WHOLE, Streaming.PIECES_AND_USAGE}) {
                Answered again = ask(dialect, provider, way, prompt, List.of());
                String found = again.header("x-ai-cache");
                if (!found.equals("hit")
                        || !again.text().equals(told.text())
                        || again.answer().usage().output()
                                != told.answer().usage().output()) {
                    other.add(dialect + " " + way + " " + found + " "
                            + again.came().text());
                }
            }
        }
        assertThat(other).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("firsts")
    void callsOfTools_areGivenAgainInTheirDialect(String provider, Streaming first) {
        String prompt = "/tool weather {\"city\":\"" + first + "\"}";
        Answered told = ask(provider, provider, first, prompt, List.of(WEATHER));
        assertThat(told.header("x-ai-cache")).as(told.came().text()).isEqualTo("miss");
        for (Streaming way : new Streaming[] {Streaming.WHOLE, Streaming.PIECES_AND_USAGE}) {
            Answered again = ask(provider, provider, way, prompt, List.of(WEATHER));
            assertThat(again.header("x-ai-cache")).isEqualTo("hit");
            assertThat(calls(again)).isEqualTo(calls(told)).isNotEmpty();
            assertThat(again.answer().choices().get(0).finish())
                    .isEqualTo(told.answer().choices().get(0).finish());
        }
    }

    private static List<String> calls(Answered answer) {
        return answer.answer().choices().get(0).content().stream()
                .filter(Content.ToolCall.class::isInstance)
                .map(Content.ToolCall.class::cast)
                .map(call -> call.name() + call.arguments().replace(" ", ""))
                .toList();
    }
}
