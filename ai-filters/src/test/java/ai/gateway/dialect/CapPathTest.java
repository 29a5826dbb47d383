package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Where a cap on the output stands in each dialect, and that it comes through to every other. */
class CapPathTest {

    private static final Dialects DIALECTS = new Dialects(Spoken.ALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | {'max_tokens':9} | gpt-5 | max_tokens",
                "/v1/chat/completions | {'max_completion_tokens':9} | mistral-large | max_completion_tokens",
                "/v1/chat/completions | {'max_completion_tokens':null} | gpt-5-mini | max_completion_tokens",
                "/v1/chat/completions | {} | openai/o3 | max_completion_tokens",
                "/v1/chat/completions | {} | gpt-oss-20b | max_tokens",
                "/v1/chat/completions | {} | mistral-large | max_tokens",
                "/v1/completions | {} | gpt-3.5-turbo-instruct | max_tokens",
                "/v1/responses | {} | gpt-5 | max_output_tokens",
                "/v1/messages | {} | claude | max_tokens",
                "/v1/complete | {} | claude-2 | max_tokens_to_sample",
                "/v1beta/models/m:generateContent | {} | m | generationConfig.maxOutputTokens",
                "/v1beta/models/m:generateContent | {'generation_config':{}} | m | generation_config.maxOutputTokens",
                "/v1beta/models/m:generateContent | {'generationConfig':{'max_output_tokens':1}} | m | generationConfig.max_output_tokens",
                "/model/m/converse | {} | m | inferenceConfig.maxTokens",
                "/model/amazon.nova-lite-v1:0/invoke | {} | m | inferenceConfig.maxTokens",
                "/model/amazon.titan-text/invoke | {} | m | textGenerationConfig.maxTokenCount",
                "/model/us.meta.llama3/invoke | {} | m | max_gen_len",
                "/model/anthropic.claude/invoke | {} | m | max_tokens",
                "/model/x.y/invoke | {'maxTokens':4} | m | maxTokens",
                "/v2/chat | {} | command-a | max_tokens",
                "/api/chat | {} | qwen3 | options.num_predict",
            })
    void capPath_ofARequest_isWhereItsModelLooks(String path, String body, String model, String expected) {
        Call call = Objects.requireNonNull(DIALECTS.recognise(Spoken.Request.post(path)));
        assertThat(DIALECTS.of(call).capPath(call, json(body), model)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"max_tokens", "max_completion_tokens"})
    void cap_ofAChat_comesThroughToEveryDialect(String name) {
        Dialect openAi = Spoken.dialect("openai");
        Call call = Objects.requireNonNull(openAi.recognise(Spoken.Request.post("/v1/chat/completions")));
        ChatRequest read = Carried.codec(openAi)
                .readRequest(call, json("{'model':'m','messages':[{'role':'user','content':'u'}],'" + name + "':77}"));
        for (Dialect other : Carried.dialects()) {
            ChatCall written = Carried.codec(other).writeRequest(read, Traits.NONE);
            Call asCall = new Call(other.id(), call.operation(), written.apiPath(), "m", call.stream());
            assertThat(other.facts(asCall, Json.parse(written.body())).maxOutput())
                    .as(other.id())
                    .isEqualTo(77);
        }
        String toOpenAi = new String(
                Carried.codec(openAi)
                        .writeRequest(read, KnownTraits.of("openai"))
                        .body(),
                UTF_8);
        assertThat(toOpenAi).contains("\"max_completion_tokens\":77").doesNotContain("\"max_tokens\"");
    }

    private static Json json(String body) {
        return Json.parse(body.replace('\'', '"').getBytes(UTF_8));
    }
}
