package ai.gateway.dialect;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.AwsEventStreamWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Base64;

import static ai.gateway.exchange.Usage.ABSENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The ways in which providers of one dialect differ: in counting, in finishing, in failing when all looked well. */
class AnswerAccentsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            OpenAI     | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4,"cache_write_tokens":1},"completion_tokens_details":{"reasoning_tokens":2}} | 5 | 4 | 1 | 5 | 2 | -1
            xAI        | {"prompt_tokens":10,"completion_tokens":5,"total_tokens":22,"completion_tokens_details":{"reasoning_tokens":7}} | 10 | -1 | -1 | 12 | 7 | -1
            Gemini     | {"prompt_tokens":35,"completion_tokens":12,"total_tokens":109} | 35 | -1 | -1 | 74 | -1 | -1
            Mistral    | {"prompt_tokens":9,"completion_tokens":201,"total_tokens":585,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":375}} | 384 | 0 | -1 | 201 | -1 | 375
            Mistral 2  | {"prompt_tokens":94,"completion_tokens":33,"total_tokens":127,"num_cached_tokens":48} | 46 | 48 | -1 | 33 | -1 | -1
            DeepSeek   | {"prompt_tokens":20,"completion_tokens":1,"total_tokens":21,"prompt_cache_hit_tokens":8,"prompt_cache_miss_tokens":12} | 12 | 8 | -1 | 1 | -1 | -1
            Azure Grok | {"prompt_tokens":78,"completion_tokens":9,"total_tokens":87,"prompt_tokens_details":{"cached_tokens":158}} | 0 | 78 | -1 | 9 | -1 | -1
            Databricks | {"prompt_tokens":10,"completion_tokens":2,"total_tokens":12,"cache_read_input_tokens":3,"cache_creation_input_tokens":4} | 3 | 3 | 4 | 2 | -1 | -1
            Voyage     | {"total_tokens":57} | 57 | -1 | -1 | -1 | -1 | -1
            nonsense   | {"prompt_tokens":-3,"completion_tokens":1e30,"total_tokens":"7"} | -1 | -1 | -1 | -1 | -1 | -1
            """)
    void answerFacts_openAiFamily_countOneWay(
            String who, String usage, long input, long read, long write, long output, long reasoning, long audio) {
        AnswerFacts facts = whole("openai", "{\"usage\":" + usage + "}");
        assertThat(facts.usage())
                .as(who)
                .isEqualTo(new Usage(input, read, write, output, reasoning, audio, Usage.ABSENT));
        AnswerFacts groq = stream("openai", "sse", "data: {\"x_groq\":{\"usage\":" + usage + "}}\n\n");
        assertThat(groq.usage()).isEqualTo(facts.usage());
        AnswerFacts moonshot = stream("openai", "sse", "data: {\"choices\":[{\"usage\":" + usage + "}]}\n\n");
        assertThat(moonshot.usage()).isEqualTo(facts.usage());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            openai    | data: {"choices":[{"delta":{},"finish_reason":"error"}],"error":{"code":502,"message":"bad"}} | bad
            openai    | data: {"choices":[{"error":{"message":"bad"},"finish_reason":"error"}]} | bad
            openai    | data: {"error":"bad"} | bad
            openai    | data: {"object":"error","message":"bad","type":"x","code":"1"} | bad
            openai    | data: {"detail":"bad"} | bad
            openai    | data: {"error":{"code":"bad"}} | bad
            responses | data: {"type":"error","sequence_number":2,"error":{"message":"bad"}} | bad
            responses | data: {"type":"error","code":"x","message":"bad","param":null} | bad
            responses | data: {"type":"response.failed","response":{"status":"failed","error":{"code":"x","message":"bad"}}} | bad
            responses | data: {"code":"invalid-argument","error":"bad"} | bad
            anthropic | data: {"type":"error","error":{"type":"overloaded_error","message":"bad"}} | bad
            gemini    | data: {"error":{"code":503,"message":"bad","status":"UNAVAILABLE"}} | bad
            cohere    | data: {"type":"message-end","delta":{"finish_reason":"ERROR","error":"bad"}} | bad
            cohere    | data: {"id":"x","message":"bad"} | bad
            """)
    void frameFacts_failureInsideAStream_isTold(String dialect, String frame, String failure) {
        assertThat(stream(dialect, "sse", frame + "\n\n").failure()).isEqualTo(failure);
    }

    @Test
    void frameFacts_groqsErrorEvent_isAFailure() {
        AnswerFacts facts =
                stream("openai", "sse", "event: error\ndata: {\"message\":\"bad\",\"status_code\":400}\n\n");
        assertThat(facts.failure()).isEqualTo("bad");
        assertThat(facts.ended()).isFalse();
    }

    @Test
    void frameFacts_refusalThenStop_isRefusal() {
        String refusal = "data: {\"choices\":[{\"delta\":{\"refusal\":\"no\"}}]}\n\n";
        String stop = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
        assertThat(stream("openai", "sse", refusal + stop).finish()).isEqualTo(FinishReason.REFUSAL);
        assertThat(stream("openai", "sse", stop).finish()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void frameFacts_callInAnEarlierLine_makesAStopOfItsOwn() {
        String call = "{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":{}}}]},\"done\":false}\n";
        String stop = "{\"done\":true,\"done_reason\":\"stop\",\"eval_count\":3}\n";
        String cut = "{\"done\":true,\"done_reason\":\"length\"}\n";
        assertThat(stream("ollama", "ndjson", call).finish()).isNull();
        AnswerFacts facts = stream("ollama", "ndjson", call + stop);
        assertThat(facts.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(facts.ended()).isTrue();
        assertThat(facts.usage()).isEqualTo(new Usage(ABSENT, ABSENT, ABSENT, 3, ABSENT));
        assertThat(stream("ollama", "ndjson", call + cut).finish()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Claude  | {"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":7}}                      | -1 | 7
            Nova    | {"messageStop":{"stopReason":"max_tokens"}}                                                                     | -1 | -1
            Llama   | {"generation":"","prompt_token_count":3,"generation_token_count":7,"stop_reason":"length"}                      | 3 | 7
            Titan   | {"outputText":"","inputTextTokenCount":3,"totalOutputTextTokenCount":7,"completionReason":"LENGTH"}             | 3 | 7
            Command | {"generations":[{"text":"","finish_reason":"MAX_TOKENS"}]}                                                      | -1 | -1
            Mistral | {"outputs":[{"text":"","stop_reason":"length"}]}                                                                | -1 | -1
            gpt-oss | {"choices":[{"delta":{},"finish_reason":"length"}],"usage":{"prompt_tokens":3,"completion_tokens":7}}           | 3 | 7
            """)
    void frameFacts_modelsOwnEventsOfInvokeModel_areUnderstood(String model, String event, long input, long output) {
        String packed = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
        byte[] frame = AwsEventStreamWriter.event("chunk", ("{\"bytes\":\"" + packed + "\"}").getBytes(UTF_8));
        AnswerFacts facts = Spoken.stream(Spoken.dialect("bedrock"), "eventstream", frame);
        assertThat(facts.finish()).as(model).isEqualTo(FinishReason.LENGTH);
        assertThat(facts.usage().input()).isEqualTo(input);
        assertThat(facts.usage().output()).isEqualTo(output);
    }

    @Test
    void answerFacts_adviserAndCompaction_areCountedToo() {
        AnswerFacts facts = whole("anthropic", """
                {"usage":{"input_tokens":10,"output_tokens":5,"iterations":[
                  {"type":"message","input_tokens":10,"output_tokens":5},
                  {"type":"compaction","input_tokens":100,"output_tokens":7,"cache_read_input_tokens":1}]}}""");
        assertThat(facts.usage()).isEqualTo(new Usage(110, 1, ABSENT, 12, ABSENT));
    }

    @Test
    void answerFacts_geminiBlockedPromptOrArray_areUnderstood() {
        AnswerFacts blocked =
                stream("gemini", "sse", "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\r\n\r\n");
        assertThat(blocked.finish()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(blocked.ended()).isTrue();
        AnswerFacts array = whole("gemini", """
                [{"usageMetadata":{"trafficType":"ON_DEMAND"}},
                 {"candidates":[{"finishReason":2}],"usageMetadata":{"promptTokenCount":3,"candidatesTokenCount":4}}]""");
        assertThat(array.finish()).isEqualTo(FinishReason.LENGTH);
        assertThat(array.usage().total()).isEqualTo(7);
    }

    private static AnswerFacts whole(String dialect, String json) {
        return Spoken.whole(Spoken.dialect(dialect), json.getBytes(UTF_8));
    }

    private static AnswerFacts stream(String dialect, String kind, String text) {
        return Spoken.stream(Spoken.dialect(dialect), kind, text.getBytes(UTF_8));
    }
}
