package ai.gateway.pipeline;

import ai.gateway.autoconfigure.Configured;
import ai.gateway.autoconfigure.HealthAutoConfiguration;
import ai.gateway.bench.Bench;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.pools.PoolMetricsAutoConfiguration;
import ai.gateway.pools.PoolsAutoConfiguration;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What it costs to choose among three targets and to learn from the one that answers, beside an exchange that has but one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolBenchmark {

    private static final String THREE = """
            ai.gateway:
              providers:
                a: { dialect: openai, base-url: "http://a/v1", auth: none }
                b: { dialect: openai, base-url: "http://b/v1", auth: none }
                c: { dialect: openai, base-url: "http://c/v1", auth: none }
              pools:
                three: { targets: [ a/gpt-5.4-mini, b/gpt-5.4-mini, c/gpt-5.4-mini ] }
            """;

    private final Dialect dialect = new OpenAiDialect();
    private final Call call = Call.of(dialect.id(), Operation.CHAT, "/chat/completions");
    private final URI uri = URI.create("ai://three");
    private final byte[] body =
            "{\"model\":\"gpt-5.4-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}".getBytes(UTF_8);
    private final ServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.post("/v1/chat/completions"));
    private final Itineraries itineraries;
    private final Settings settings;

    /** With breakers and meters, as in a gateway. */
    public PoolBenchmark() {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(HttpClient.class, () -> HttpClient.create());
        context.registerBean(SimpleMeterRegistry.class);
        context.registerBean(
                SettingsHolder.class,
                () -> new SettingsHolder(Configured.by(THREE, List.of(context.getBean(SettingsPart.class)))));
        context.register(
                HealthAutoConfiguration.class, PoolsAutoConfiguration.class, PoolMetricsAutoConfiguration.class);
        context.refresh();
        itineraries = context.getBean(Itineraries.class);
        settings = context.getBean(SettingsHolder.class).current();
    }

    public static void main(String[] args) throws RunnerException {
        Bench.run(PoolBenchmark.class);
    }

    @Benchmark
    public Object one() {
        AiExchange ai = begin();
        Attempt attempt = Attempt.only(ai);
        return end(ai, attempt.timeouts());
    }

    @Benchmark
    public Object ofThree() {
        AiExchange ai = begin();
        Itinerary itinerary = Objects.requireNonNull(itineraries.of(exchange, ai, uri));
        Pick pick = Objects.requireNonNull(itinerary.first().block());
        Attempt attempt = Attempt.of(ai, pick, null);
        ai.trace().asked();
        Settings.Timeouts timeouts = attempt.timeouts();
        pick.headed(200, name -> null);
        ai.trace().answered(pick.name(), 1_000);
        pick.spoke();
        ai.tries().tell(attempt, Pick.Result.ANSWERED, attempt.facts(), null);
        return end(ai, timeouts);
    }

    private AiExchange begin() {
        AiExchange ai = new AiExchange("id", settings, dialect, call, call);
        ai.read(new RequestBody(RequestBody.Kind.JSON, body, body));
        ai.again();
        ai.request().facts();
        return ai;
    }

    private static Object end(AiExchange ai, Settings.Timeouts timeouts) {
        ai.end(new Outcome(Outcome.Ending.COMPLETE, 200, new AnswerFacts(), null));
        ai.finish();
        return timeouts;
    }
}
