package ai.gateway.bench;

import ai.gateway.wire.Json;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What it costs to read JSON; Jackson's tree beside it as a yardstick. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

    private static final String SENTENCE = "Tell me \\\"why\\\" the sky is blue, and not green.\\n";

    private final JsonMapper jackson = new JsonMapper();
    private final byte[] request = request(11, "");
    private final byte[] prompt = request(4_000, "");
    private final byte[] promptInOtherScripts = request(100, "为什么天空是蓝色的？Почему небо синее? ".repeat(30));
    private final byte[] chunk =
            ("{\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\",\"object\":\"chat.completion.chunk\","
                            + "\"created\":1760000000,\"model\":\"gpt-5.4-mini-2026-03-17\",\"service_tier\":\"default\","
                            + "\"system_fingerprint\":null,\"choices\":[{\"index\":0,\"delta\":{\"content\":\" sky\"},"
                            + "\"logprobs\":null,\"finish_reason\":null}],\"obfuscation\":\"4fKq9ZpLm2\"}")
                    .getBytes(UTF_8);

    public static void main(String[] args) throws RunnerException {
        Bench.run(JsonBenchmark.class);
    }

    @Benchmark
    public Json request1k() {
        return Json.parse(request);
    }

    @Benchmark
    public boolean request1kAndThreeLookups() {
        Json json = Json.parse(request);
        return json.get("stream").flag(false)
                && json.get("model").is("gpt")
                && json.get("max_tokens").number(0) > 0;
    }

    @Benchmark
    public Json chunk300() {
        return Json.parse(chunk);
    }

    @Benchmark
    public String chunk300AndItsText() {
        return Json.parse(chunk)
                .get("choices")
                .at(0)
                .get("delta")
                .get("content")
                .text();
    }

    @Benchmark
    public Json prompt200k() {
        return Json.parse(prompt);
    }

    @Benchmark
    public Json prompt200kInOtherScripts() {
        return Json.parse(promptInOtherScripts);
    }

    @Benchmark
    public JsonNode request1kByJackson() {
        return jackson.readTree(request);
    }

    @Benchmark
    public JsonNode chunk300ByJackson() {
        return jackson.readTree(chunk);
    }

    private static byte[] request(int sentences, String more) {
        return ("{\"model\":\"gpt-5.4-mini\",\"stream\":true,\"temperature\":0.7,\"max_tokens\":1024,"
                        + "\"stream_options\":{\"include_usage\":true},\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"You are a helpful assistant.\"},"
                        + "{\"role\":\"user\",\"content\":\"Hello\"},{\"role\":\"assistant\",\"content\":\"Hi!\"},"
                        + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\""
                        + (SENTENCE + more).repeat(sentences) + "\"}]}],"
                        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\"}}}]}")
                .getBytes(UTF_8);
    }
}
