package ai.gateway.bench;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.wire.Json;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What it costs to pick up from one event of a stream what was used, and how much has been said. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameFactsBenchmark {

    private final Dialect openAi = new OpenAiDialect();
    private final Dialect responses = new ResponsesDialect();
    private final Dialect anthropic = new AnthropicDialect();
    private final Dialect gemini = new GeminiDialect();
    private final AnswerFacts facts = new AnswerFacts();

    private final Json chunk = json(
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                    + "\"model\":\"gpt-4o\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"content\":\" of the house\"},\"logprobs\":null,\"finish_reason\":null}],\"obfuscation\":\"x\"}");
    private final Json call = json(
            "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                    + "\"model\":\"gpt-4o\",\"service_tier\":\"default\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":["
                    + "{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\\\":\"}}]},\"logprobs\":null,\"finish_reason\":null}]}");
    private final Json event = json(
            "{\"type\":\"response.output_text.delta\",\"sequence_number\":9,\"item_id\":\"msg_1\","
                    + "\"output_index\":0,\"content_index\":0,\"delta\":\" of the house\",\"logprobs\":[],\"obfuscation\":\"x\"}");
    private final Json delta = json("{\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\" of the house\"}}");
    private final Json answer = json("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" of the house\"}],"
            + "\"role\":\"model\"},\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":8,\"candidatesTokenCount\":20,"
            + "\"totalTokenCount\":28,\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":8}]},"
            + "\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"r\"}");

    public static void main(String[] args) throws RunnerException {
        Bench.run(FrameFactsBenchmark.class);
    }

    @Benchmark
    public AnswerFacts openAiText() {
        openAi.frameFacts("", chunk, facts);
        return facts;
    }

    @Benchmark
    public AnswerFacts openAiCall() {
        openAi.frameFacts("", call, facts);
        return facts;
    }

    @Benchmark
    public AnswerFacts responsesText() {
        responses.frameFacts("", event, facts);
        return facts;
    }

    @Benchmark
    public AnswerFacts anthropicText() {
        anthropic.frameFacts("content_block_delta", delta, facts);
        return facts;
    }

    @Benchmark
    public AnswerFacts geminiText() {
        gemini.frameFacts("", answer, facts);
        return facts;
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }
}
