package ai.gateway.keys;

import ai.gateway.bench.Bench;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.RequestIds;
import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.Shown;
import ai.gateway.plug.Decision;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What AiKey costs a chat: the look at the head, the digest, the lookup among so many keys, and the head without the key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBenchmark {

    private static final String KEY = "sk-7f3c9a1e5b2d4f608193a7c5e9d1b3f5";

    @Param({"1", "10000"})
    private int keys;

    private KeyCheck check;
    private KeyRing ring;
    private ServerWebExchange web;
    private AiExchange ai;

    public static void main(String[] args) throws RunnerException {
        Bench.run(KeyBenchmark.class);
    }

    @Setup
    public void askWithAKey() {
        StringBuilder yaml = new StringBuilder(
                "keys:\n- { name: alice, value: " + KEY + ", owner: acme/search, models: [ 'openai/*' ] }\n");
        for (int i = 1; i < keys; i++) {
            yaml.append("- { name: k")
                    .append(i)
                    .append(", value: sk-of-somebody-else-")
                    .append(i)
                    .append(" }\n");
        }
        ring = Rings.read(yaml.toString());
        Settings settings = new Settings(
                Rings.CATALOGUE,
                Settings.Limits.DEFAULT,
                Settings.Timeouts.DEFAULT,
                /* responseHeaders= */ true,
                Map.of(KeyRing.class, ring));
        AiExchanges exchanges =
                new AiExchanges(new Dialects(List.of(new OpenAiDialect())), () -> settings, new RequestIds(1));
        web = exchange();
        ai = exchanges.of(web);
        check = new KeyCheck(
                EnumSet.allOf(Shown.Place.class),
                new ClientAddress(0),
                new StoredKeys(null, Duration.ofSeconds(1), Schedulers.parallel(), System::nanoTime),
                TokenBearers.NONE,
                new KeyCheck.Tools(exchanges, null, System::currentTimeMillis));
    }

    /** As openai-python sends it, in Netty's headers, as the server has them. */
    private static ServerWebExchange exchange() {
        DefaultHttpHeaders sent = new DefaultHttpHeaders();
        sent.set("Host", "localhost:8080");
        sent.set("Accept-Encoding", "gzip, deflate");
        sent.set("Connection", "keep-alive");
        sent.set("Accept", "application/json");
        sent.set("Content-Type", "application/json");
        sent.set("User-Agent", "OpenAI/Python 2.8.1");
        sent.set("X-Stainless-Lang", "python");
        sent.set("X-Stainless-Package-Version", "2.8.1");
        sent.set("X-Stainless-Runtime", "CPython");
        sent.set("Authorization", "Bearer " + KEY);
        sent.set("Content-Length", "120");
        HttpHeaders headers = HttpHeaders.readOnlyHttpHeaders(new HttpHeaders(new Netty4HeadersAdapter(sent)));
        MockServerWebExchange plain =
                MockServerWebExchange.from(MockServerHttpRequest.post("http://localhost:8080/v1/chat/completions")
                        .build());
        return plain.mutate()
                .request(new ServerHttpRequestDecorator(plain.getRequest()) {
                    @Override
                    public HttpHeaders getHeaders() {
                        return headers;
                    }
                })
                .build();
    }

    /** All of it, with the head that the terminal reads. */
    @Benchmark
    public HttpHeaders filter() {
        Decision decision = Objects.requireNonNull(check.decide(web, ai).block());
        decision.act().run();
        return decision.onward().apply(web).getRequest().getHeaders();
    }

    @Benchmark
    public Lookup lookup() {
        return Lookup.of(KEY, ring, KeyIndex.NONE, 0);
    }

    @Benchmark
    public Shown look() {
        return Shown.in(web.getRequest(), EnumSet.allOf(Shown.Place.class));
    }
}
