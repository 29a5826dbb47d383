package ai.gateway.dialect;

import ai.gateway.dialect.Spoken.Request;
import ai.gateway.exchange.Call;

import java.util.List;

/**
 * A request and an answer in a dialect that use much of it. Every text in the request that a model would read has a
 * {@code ~} in it.
 *
 * @param kind the framing of its streams
 * @param required pointers of what the request cannot do without
 */
record DialectSample(
        String id, String path, String apiPath, String kind, String request, String answer, List<String> required) {

    static final List<DialectSample> ALL = List.of(
            new DialectSample(
                    "openai",
                    "/v1/chat/completions",
                    "/chat/completions",
                    "sse",
                    """
                    {"model":"m","stream":true,"max_completion_tokens":9,"messages":[
                      {"role":"system","content":"~s"},
                      {"role":"user","content":[{"type":"text","text":"~u"},{"type":"image_url","image_url":{"url":"x"}}]},
                      {"role":"assistant","content":null,"reasoning_content":"~t","tool_calls":[
                        {"id":"c","type":"function","function":{"name":"f","arguments":"~a"}}]},
                      {"role":"tool","tool_call_id":"c","content":"~r"}],
                     "tools":[{"type":"function","function":{"name":"f","description":"~d","parameters":{}}}]}""",
                    """
                    {"id":"x","object":"chat.completion","model":"m","choices":[{"index":0,"finish_reason":"stop",
                      "message":{"role":"assistant","content":"t","tool_calls":[{"index":0,"function":{"arguments":"a"}}]}}],
                     "usage":{"prompt_tokens":9,"completion_tokens":4,"total_tokens":16,
                      "prompt_tokens_details":{"cached_tokens":2,"audio_tokens":0},
                      "completion_tokens_details":{"reasoning_tokens":3}},
                     "error":null}""",
                    List.of("/model", "/messages")),
            new DialectSample("responses", "/v1/responses", "/responses", "sse", """
                    {"model":"m","stream":true,"max_output_tokens":9,"instructions":"~s","input":[
                      {"role":"user","content":[{"type":"input_text","text":"~u"},{"type":"input_image","image_url":"x"}]},
                      {"type":"reasoning","id":"r","summary":[{"type":"summary_text","text":"~t"}]},
                      {"type":"function_call","call_id":"c","name":"f","arguments":"~a"},
                      {"type":"function_call_output","call_id":"c","output":"~r"}],
                     "tools":[{"type":"function","name":"f","description":"~d","parameters":{}}]}""", """
                    {"id":"x","object":"response","status":"completed","model":"m","error":null,
                     "incomplete_details":{"reason":"x"},
                     "output":[{"type":"message","content":[{"type":"output_text","text":"t"}]},
                      {"type":"function_call","arguments":"a"}],
                     "usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":2,"cache_write_tokens":1},
                      "output_tokens":7,"output_tokens_details":{"reasoning_tokens":3},"total_tokens":16}}""", List.of("/model", "/input")),
            new DialectSample(
                    "anthropic", "/v1/messages", "/v1/messages", "sse", """
                    {"model":"m","stream":true,"max_tokens":9,"system":[{"type":"text","text":"~s"}],"messages":[
                      {"role":"user","content":[{"type":"text","text":"~u"},{"type":"image","source":{"type":"url"}},
                        {"type":"document","title":"~n","source":{"type":"text","data":"~f"}}]},
                      {"role":"assistant","content":[{"type":"thinking","thinking":"~t","signature":"s"},
                        {"type":"tool_use","id":"c","name":"f","input":{"x":["~a"]}}]},
                      {"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":[
                        {"type":"text","text":"~r"}]}]}],
                     "tools":[{"name":"f","description":"~d","input_schema":{}}]}""", """
                    {"id":"x","type":"message","role":"assistant","model":"m","stop_reason":"tool_use",
                     "content":[{"type":"text","text":"t"},{"type":"tool_use","input":{"x":"a"}}],
                     "usage":{"input_tokens":7,"cache_read_input_tokens":1,"cache_creation_input_tokens":1,
                      "output_tokens":7,"output_tokens_details":{"thinking_tokens":3},
                      "iterations":[{"type":"message","input_tokens":7,"output_tokens":7}]}}""", List.of("/model", "/messages")),
            new DialectSample(
                    "gemini",
                    "/v1beta/models/m:streamGenerateContent",
                    "/v1beta/models/m:streamGenerateContent",
                    "sse",
                    """
                    {"systemInstruction":{"parts":[{"text":"~s"}]},"contents":[
                      {"role":"user","parts":[{"text":"~u"},{"inline_data":{"mime_type":"image/png","data":"x"}}]},
                      {"role":"model","parts":[{"text":"~t","thought":true},
                        {"functionCall":{"name":"f","args":{"x":["~a"]}}}]},
                      {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"y":"~r"}}}]}],
                     "generationConfig":{"maxOutputTokens":9},
                     "tools":[{"functionDeclarations":[{"name":"f","description":"~d"}]}]}""",
                    """
                    {"candidates":[{"index":0,"finishReason":"STOP","content":{"role":"model","parts":[{"text":"t"},
                      {"functionCall":{"name":"f","args":{"x":"a"}}}]}}],"modelVersion":"m",
                     "promptFeedback":{},
                     "usageMetadata":{"promptTokenCount":8,"toolUsePromptTokenCount":1,"cachedContentTokenCount":2,
                      "candidatesTokenCount":4,"thoughtsTokenCount":3,"totalTokenCount":16}}""",
                    List.of("/contents")),
            new DialectSample(
                    "bedrock",
                    "/model/m/converse-stream",
                    "/model/m/converse-stream",
                    "eventstream",
                    """
                    {"system":[{"text":"~s"}],"messages":[
                      {"role":"user","content":[{"text":"~u"},{"image":{"format":"png","source":{"bytes":"x"}}},
                        {"document":{"name":"~n","source":{"text":"~f"}}}]},
                      {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"~t"}}},
                        {"toolUse":{"toolUseId":"c","name":"f","input":{"x":["~a"]}}}]},
                      {"role":"user","content":[{"toolResult":{"toolUseId":"c","content":[{"json":{"y":"~r"}}]}}]}],
                     "inferenceConfig":{"maxTokens":9},
                     "toolConfig":{"tools":[{"toolSpec":{"name":"f","description":"~d","inputSchema":{}}}]}}""",
                    """
                    {"output":{"message":{"role":"assistant","content":[{"text":"t"},
                      {"toolUse":{"toolUseId":"c","name":"f","input":{"x":"a"}}}]}},"stopReason":"tool_use",
                     "usage":{"inputTokens":7,"outputTokens":7,"cacheReadInputTokens":1,"cacheWriteInputTokenCount":1,
                      "totalTokens":16}}""",
                    List.of("/messages")),
            new DialectSample("cohere", "/v2/chat", "/v2/chat", "sse", """
                    {"model":"m","stream":true,"max_tokens":9,"messages":[
                      {"role":"system","content":"~s"},
                      {"role":"user","content":[{"type":"text","text":"~u"},{"type":"image_url","image_url":{"url":"x"}}]},
                      {"role":"assistant","tool_plan":"~t","tool_calls":[
                        {"id":"c","type":"function","function":{"name":"f","arguments":"~a"}}]},
                      {"role":"tool","tool_call_id":"c","content":[{"type":"document","document":{"data":"~r"}}]}],
                     "documents":["~f",{"data":{"text":"~g"}}],
                     "tools":[{"type":"function","function":{"name":"f","description":"~d","parameters":{}}}]}""", """
                    {"id":"x","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"p",
                      "content":[{"type":"text","text":"t"}],"tool_calls":[{"function":{"arguments":"a"}}]},
                     "usage":{"billed_units":{"input_tokens":3,"output_tokens":2},"cached_tokens":2,
                      "tokens":{"input_tokens":9,"output_tokens":7,"reasoning_tokens":3}}}""", List.of("/model", "/messages")),
            new DialectSample("ollama", "/api/chat", "/api/chat", "ndjson", """
                    {"model":"m","options":{"num_predict":9},"messages":[
                      {"role":"system","content":"~s"},
                      {"role":"user","content":"~u","images":["x"]},
                      {"role":"assistant","content":"","thinking":"~t","tool_calls":[
                        {"function":{"name":"f","arguments":{"x":["~a"]}}}]},
                      {"role":"tool","content":"~r"}],
                     "tools":[{"type":"function","function":{"name":"f","description":"~d","parameters":{}}}]}""", """
                    {"model":"m","message":{"role":"assistant","content":"t","thinking":"p",
                      "tool_calls":[{"function":{"name":"f","arguments":{"x":"a"}}}]},
                     "done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":7}""", List.of("/model", "/messages")));

    Dialect dialect() {
        return Spoken.dialect(id);
    }

    Call call() {
        Call call = dialect().recognise(Request.post(path));
        if (call == null) {
            throw new AssertionError(path + " is not recognised");
        }
        return call;
    }

    @Override
    public String toString() {
        return id;
    }
}
