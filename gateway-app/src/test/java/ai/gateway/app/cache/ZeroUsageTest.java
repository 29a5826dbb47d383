package ai.gateway.app.cache;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What was told to a client of one dialect is told again to clients of all, with a usage of nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class ZeroUsageTest {

    private static final Streaming[] WAYS = {Streaming.WHOLE, Streaming.PIECES_AND_USAGE};

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
                  filters: [ { name: AiCache, args: { usage: zero } } ]
                """;
        gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        standIn.close();
    }

    static Stream<Arguments> firsts() {
        return OneDialectEach.ALL.stream().flatMap(provider -> Stream.of(WAYS).map(way -> Arguments.of(provider, way)));
    }

    private Dialect dialect(String id) {
        return gateway.bean(Dialects.class).get(id);
    }

    private Answered ask(String dialect, String provider, Streaming way, String prompt) {
        Asking client = new Asking(dialect(dialect), gateway.port());
        return client.ask(Asking.chat(dialect, way, "only-" + provider + "/m", prompt, List.of()));
    }

    @ParameterizedTest
    @MethodSource("firsts")
    void hit_inEveryDialect_tellsZeros(String provider, Streaming first) {
        String prompt = "/echo zero " + first;
        Answered told = ask(provider, provider, first, prompt);
        assertThat(told.header("x-ai-cache")).as(told.came().text()).isEqualTo("miss");
        assertThat(told.answer().usage().prompt()).isPositive();
        assertThat(told.answer().usage().output()).isPositive();
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            for (Streaming way : WAYS) {
                Answered again = ask(dialect, provider, way, prompt);
                Usage usage = again.answer().usage();
                String found = again.header("x-ai-cache");
                if (!found.equals("hit")
                        || !again.text().equals(told.text())
                        || !usage.isKnown()
                        || usage.total() != 0) {
                    other.add(dialect + " " + way + " " + found + " "
                            + again.came().text());
                }
            }
        }
        assertThat(other).isEmpty();
    }

    /** As Gemini streams to who does not ask for events. */
    @ParameterizedTest
    @ValueSource(strings = {"gemini", "openai"})
    void hit_asAnArrayThatGrows_tellsZeros(String provider) {
        String path = "/v1beta/models/only-" + provider + "/m:streamGenerateContent";
        String body = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"/echo array\"}]}]}";
        Answer first = RawHttp.post(gateway.port(), path, body);
        Answer again = RawHttp.post(gateway.port(), path, body);
        assertThat(first.header("x-ai-cache")).as(first.text()).isEqualTo("miss");
        assertThat(again.header("x-ai-cache")).as(again.text()).isEqualTo("hit");
        assertThat(Json.parse(again.body()).isArray()).isTrue();
        assertThat(usage("gemini", first).total()).isPositive();
        assertThat(usage("gemini", again).total()).isZero();
        assertThat(usage("gemini", again).isKnown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            openai | openai  | /v1/embeddings | {"model":"only-openai/m","input":"zero"}
            openai | ollama  | /v1/embeddings | {"model":"only-ollama/m","input":"zero"}
            ollama | openai  | /api/embed     | {"model":"only-openai/m","input":"zeros"}
            cohere | cohere  | /v2/embed      | {"model":"only-cohere/m","texts":["zero"],"input_type":"classification","embedding_types":["float"]}
            cohere | cohere  | /v2/rerank     | {"model":"only-cohere/m","query":"zero","documents":["a","b"]}
            openai | openai  | /v1/completions | {"model":"only-openai/m","prompt":"zero"}
            """)
    void hit_ofWhatIsNoChat_tellsZeros(String client, String provider, String path, String body) {
        Answer first = RawHttp.post(gateway.port(), path, body);
        Answer again = RawHttp.post(gateway.port(), path, body);
        assertThat(first.header("x-ai-cache")).as(first.text()).isEqualTo("miss");
        assertThat(again.header("x-ai-cache")).as(again.text()).isEqualTo("hit");
        assertThat(told(usage(client, first))).isPositive();
        assertThat(told(usage(client, again))).isZero();
    }

    private Usage usage(String dialect, Answer answer) {
        AnswerFacts facts = new AnswerFacts();
        dialect(dialect).answerFacts(Json.parse(answer.body()), facts);
        return facts.usage();
    }

    /** Rerankers count questions. */
    private static long told(Usage usage) {
        return usage.total() + Math.max(0, usage.besides().units().questions());
    }
}
