package ai.gateway.testing.spec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What is wrong is found to be wrong, and where. */
class SpecsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        openai     | {"model":"m","messages":[{"role":"user","content":7}]}                        | /messages/0/content
        openai     | {"model":"m","messages":[{"role":"user","content":"x"}],"top_k":1}            | top_k
        openai     | {"model":"m","messages":[{"role":"tool","content":"x"}]}                      | tool_call_id
        openai     | {"model":"m","messages":[{"role":"user","content":[{"type":"text"}]}]}        | /messages/0/content/0 required
        responses  | {"model":"m","input":[{"type":"function_call","call_id":"a","name":"b"}]}     | arguments
        responses  | {"model":"m","input":"x","stop":["y"]}                                        | stop
        mistral    | {"model":"m","messages":[{"role":"user","name":"Ann","content":"x"}]}         | name
        openrouter | {"model":"m","messages":[{"role":"user","content":"x"}],"seed":"x"}           | /seed type
        anthropic  | {"model":"m","messages":[{"role":"user","content":"x"}]}                      | max_tokens
        anthropic  | {"model":"m","max_tokens":1,"messages":[{"role":"system","content":"x"},{}]}  | required
        gemini     | {"contents":[{"role":"user","parts":[{"txt":"x"}]}]}                          | txt
        gemini     | {"contents":[{"role":"user","parts":[{"inlineData":{"data":"ü"}}]}]}          | /contents/0/parts/0/inlineData/data
        gemini     | {"generationConfig":{"seed":"x"}}                                             | /generationConfig/seed
        bedrock    | {"messages":[{"role":"tool","content":[]}]}                                   | /messages/0/role
        bedrock    | {"messages":[{"role":"user","content":[{"text":"x","image":{}}]}]}            | maxProperties
        bedrock    | {"toolConfig":{"tools":[{"toolSpec":{"name":"a b","inputSchema":{"json":{}}}}]}} | /toolConfig/tools/0/toolSpec/name
        ollama     | {"model":"m","messages":[{"role":"user","content":[]}]}                       | /messages/0/content
        """)
    void request_wrong_isFound(String provider, String body, String fault) {
        Spec spec = Objects.requireNonNull(Specs.request(provider));
        assertThat(spec.faults(new JsonMapper().readTree(body)).toString()).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        openai    | {"id":"a","object":"chat.completion.chunk","created":1,"choices":[]}          | model
        responses | {"type":"response.output_text.delta","sequence_number":1}                     | item_id
        anthropic | {"type":"content_block_delta","index":"x","delta":{"type":"text_delta","text":""}} | /index
        bedrock   | {"contentBlockDelta":{"delta":{"text":"x"}}}                                  | contentBlockIndex
        gemini    | {"candidates":[{"finishReason":"stop"}]}                                      | /candidates/0/finishReason
        ollama    | {"message":{"content":7}}                                                     | /message/content
        """)
    void event_wrong_isFound(String dialect, String event, String fault) {
        Spec spec = Objects.requireNonNull(Specs.event(dialect));
        assertThat(spec.faults(new JsonMapper().readTree(event)).toString()).contains(fault);
    }
}
