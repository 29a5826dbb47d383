package ai.gateway.bench;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.tokens.PromptCount;
import ai.gateway.tokens.Tokenizers;
import ai.gateway.wire.Json;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What it costs to count a chat of 1 KB before the call, and what OpenAI's tokeniser takes of the memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokensBenchmark {

    private static final String SENTENCE =
            "The committee met on a grey Tuesday in November to decide what should be done. ";
    private static final Call CHAT = Call.of("openai", Operation.CHAT, "/chat/completions");

    private final Tokenizers tokenizers = new Tokenizers(Runnable::run);
    private final Json chat = chat(11);
    private final Json large = chat(1_300);

    public static void main(String[] args) throws RunnerException {
        Bench.run(TokensBenchmark.class);
    }

    @Setup
    public void load() {
        long before = used();
        count(chat).near(tokenizers);
        System.out.printf("memory of o200k: %d MB%n", (used() - before) >> 20);
    }

    @Benchmark
    public long bound1k() {
        return count(chat).bound();
    }

    @Benchmark
    public long estimate1k() {
        return count(chat).estimate();
    }

    @Benchmark
    public long exact1k() {
        return count(chat).near(tokenizers);
    }

    @Benchmark
    public long bound100k() {
        return count(large).bound();
    }

    @Benchmark
    public long estimate100k() {
        return count(large).estimate();
    }

    @Benchmark
    public long exact100k() {
        return count(large).near(tokenizers);
    }

    private static PromptCount count(Json body) {
        return PromptCount.of(CHAT, body, "openai", "gpt-5.4-mini");
    }

    private static Json chat(int sentences) {
        return Json.parse(("{\"model\":\"gpt-5.4-mini\",\"stream\":true,\"max_tokens\":1024,\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"},"
                        + "{\"role\":\"user\",\"content\":\"" + SENTENCE.repeat(sentences) + "\"}]}")
                .getBytes(UTF_8));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
