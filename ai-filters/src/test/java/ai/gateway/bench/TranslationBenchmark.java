package ai.gateway.bench;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.bedrock.BedrockDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.wire.Json;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What it costs to say a long prompt in another dialect: 200 KB of JSON in 100 messages, read and written anew. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TranslationBenchmark {

    private static final int MESSAGES = 100;
    private static final String SENTENCE = "Tell me \\\"why\\\" the sky is blue, and not green.\\n";
    private static final String MODEL = "bench-1";
    private static final Dialects DIALECTS = new Dialects(List.of(
            new OpenAiDialect(),
            new ResponsesDialect(),
            new AnthropicDialect(),
            new GeminiDialect(),
            new BedrockDialect()));

    @Param({"openai", "responses", "anthropic", "gemini", "bedrock"})
    private String from = "";

    @Param({"openai", "responses", "anthropic", "gemini", "bedrock"})
    private String to = "";

    private byte[] body = new byte[0];
    private Call call = Call.of("openai", Operation.CHAT, "/chat/completions");

    public static void main(String[] args) throws RunnerException {
        Bench.run(TranslationBenchmark.class);
    }

    @Setup
    public void askInTheFirst() {
        byte[] inOpenAi = prompt();
        ChatCall asked = codec(from)
                .writeRequest(
                        codec("openai").readRequest(call, Json.parse(inOpenAi)).toModel(MODEL), Traits.NONE);
        body = asked.body();
        call = new Call(from, Operation.CHAT, asked.apiPath(), MODEL, false);
    }

    @Benchmark
    public ChatCall prompt200k() {
        ChatRequest request = codec(from).readRequest(call, Json.parse(body));
        return codec(to).writeRequest(request.toModel(MODEL), Traits.NONE);
    }

    private static ChatCodec codec(String id) {
        Dialect dialect = DIALECTS.get(id);
        return Objects.requireNonNull(dialect.chat(), id);
    }

    private static byte[] prompt() {
        StringBuilder json = new StringBuilder("{\"model\":\"gpt-5.4-mini\",\"temperature\":0.7,\"max_tokens\":1024,"
                + "\"messages\":[{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"}");
        for (int i = 1; i < MESSAGES; i++) {
            String role = i % 2 == 1 ? "user" : "assistant";
            json.append(",{\"role\":\"" + role + "\",\"content\":\"" + SENTENCE.repeat(40) + "\"}");
        }
        json.append("],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}}}]}");
        return json.toString().getBytes(UTF_8);
    }
}
