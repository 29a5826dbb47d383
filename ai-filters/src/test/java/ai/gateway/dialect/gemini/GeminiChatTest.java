package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Message.Role;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.TypeConfusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Questions: those of clients of this dialect, and those that go to a provider of it. */
class GeminiChatTest {

    private static final String TRICKY = """
            {"systemInstruction":{"parts":[{"text":"be brief"}]},
             "contents":[
              {"role":"user","parts":[{"text":"look"},
                {"inlineData":{"mimeType":"image/png","data":"aGk="}},
                {"fileData":{"mimeType":"application/pdf","fileUri":"https://x.test/a.pdf"}},
                {"fileData":{"fileUri":"gs://b/film.mp4"},"videoMetadata":{"fps":2}}]},
              {"role":"model","parts":[{"text":"hm","thought":true},{"text":"I look","thoughtSignature":"c2ln"},
                {"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"b25l"},
                {"functionCall":{"name":"f","args":{"x":2}}},
                {"functionCall":{"id":"c3","name":"g","args":{}}}]},
              {"role":"user","parts":[
                {"functionResponse":{"name":"f","response":{"output":"one"}}},
                {"functionResponse":{"name":"f","response":{"error":"broken"}}},
                {"functionResponse":{"id":"c3","name":"g","response":{"y":[1]},"scheduling":"SILENT",
                  "parts":[{"inlineData":{"mimeType":"image/png","data":"aGk="}}]}}]}],
             "tools":[{"functionDeclarations":[
                {"name":"f","description":"d","parameters":{"type":"OBJECT","properties":{"x":{"type":"INTEGER"}}}},
                {"name":"g","parametersJsonSchema":{"type":"object"}}]},{"googleSearch":{}}],
             "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]},
               "retrievalConfig":{"languageCode":"de"}},
             "safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}],
             "cachedContent":"cachedContents/1","labels":{"team":"a"},
             "generationConfig":{"maxOutputTokens":9,"temperature":0.5,"topP":0.9,"topK":4,"seed":7,
               "stopSequences":["x"],"candidateCount":2,"presencePenalty":0.1,"frequencyPenalty":0.2,
               "responseLogprobs":true,"logprobs":3,"responseMimeType":"application/json",
               "responseJsonSchema":{"type":"object"},"responseModalities":["TEXT","IMAGE"],
               "thinkingConfig":{"thinkingBudget":100,"includeThoughts":true}}}""";

    @Test
    void readRequest_ofMuch_isWhatItMeans() {
        ChatRequest request = Wire.asked(TRICKY);
        assertThat(request.messages())
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.USER);
        assertThat(request.messages().get(1).content().get(2))
                .isEqualTo(new Content.Media(
                        Modality.FILE,
                        new Source(Source.Kind.URL, "https://x.test/a.pdf"),
                        "application/pdf",
                        null,
                        Notes.NONE));
        Content.Media film = (Content.Media) request.messages().get(1).content().get(3);
        assertThat(film.kind()).isEqualTo(Modality.VIDEO);
        assertThat(film.source().kind()).isEqualTo(Source.Kind.UPLOADED);
        List<Content> said = request.messages().get(2).content();
        assertThat(said.get(0)).isEqualTo(new Content.Thinking("hm", null, false, Notes.NONE));
        assertThat(said.get(1).seal()).isEqualTo(new Seal("gemini", "c2ln"));
        Content.ToolCall first = (Content.ToolCall) said.get(2);
        Content.ToolCall second = (Content.ToolCall) said.get(3);
        assertThat(first.seal()).isEqualTo(new Seal("gemini", "b25l"));
        assertThat(first.id()).isNotEqualTo(second.id());
        List<Content> results = request.messages().get(3).content();
        assertThat(results.get(0))
                .isEqualTo(new Content.ToolResult(first.id(), "f", List.of(Content.Text.of("one")), false, Notes.NONE));
        assertThat(results.get(1))
                .isEqualTo(
                        new Content.ToolResult(second.id(), "f", List.of(Content.Text.of("broken")), true, Notes.NONE));
        assertThat(((Content.ToolResult) results.get(2)).callId()).isEqualTo("c3");
        assertThat(request.tools())
                .extracting(Tool::kind)
                .containsExactly(Tool.Kind.FUNCTION, Tool.Kind.FUNCTION, Tool.Kind.FOREIGN);
        assertThat(request.tools().get(0).json())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}}}");
        assertThat(request.toolChoice()).isEqualTo(ToolChoice.named("f"));
        assertThat(request.sampling()).isEqualTo(new Sampling(9, 0.5, 0.9, 4, 0.2, 0.1, 7L, List.of("x"), 2, true, 3));
        assertThat(request.format()).isEqualTo(OutputFormat.schema("", null, "{\"type\":\"object\"}", null));
        assertThat(request.reasoning()).isEqualTo(new Reasoning(null, null, 100, true, null));
        assertThat(request.extras().fields())
                .containsOnlyKeys(
                        "safetySettings",
                        "cachedContent",
                        "labels",
                        "generationConfig.responseModalities",
                        "toolConfig.retrievalConfig");
    }

    @Test
    void writeRequest_ofItsOwn_isTheSameOnTheWire() {
        ChatCall call = Wire.written(Wire.asked(TRICKY));
        assertThat(Wire.json(call.body())).isEqualTo(Wire.json(TRICKY));
        assertThat(call.dropped()).isEmpty();
        assertThat(call.apiPath()).isEqualTo("/v1beta/models/gemini-2.5-flash:generateContent");
        assertThat(call.query()).isEmpty();
    }

    @Test
    void readRequest_inSnakeCase_isTheSame() {
        String camel = """
                {"contents":[{"parts":[{"inlineData":{"mimeType":"image/png","data":"aGk="}}]},
                  {"role":"model","parts":[{"functionCall":{"name":"f","args":{}},"thoughtSignature":"b25l"}]},
                  {"parts":[{"functionResponse":{"name":"f","response":{}}}]}],
                 "systemInstruction":{"parts":{"text":"s"}},
                 "tools":[{"functionDeclarations":[{"name":"f","parametersJsonSchema":{}}]}],
                 "toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["f"]}},
                 "generationConfig":{"maxOutputTokens":3,"responseMimeType":"application/json",
                  "thinkingConfig":{"thinkingLevel":"low","includeThoughts":true}}}""";
        String snake = camel.replace("inlineData", "inline_data")
                .replace("mimeType", "mime_type")
                .replace("functionCall\"", "function_call\"")
                .replace("thoughtSignature", "thought_signature")
                .replace("functionResponse", "function_response")
                .replace("systemInstruction", "system_instruction")
                .replace("functionDeclarations", "function_declarations")
                .replace("parametersJsonSchema", "parameters_json_schema")
                .replace("toolConfig", "tool_config")
                .replace("functionCallingConfig", "function_calling_config")
                .replace("allowedFunctionNames", "allowed_function_names")
                .replace("generationConfig", "generation_config")
                .replace("maxOutputTokens", "max_output_tokens")
                .replace("responseMimeType", "response_mime_type")
                .replace("thinkingConfig", "thinking_config")
                .replace("thinkingLevel", "thinking_level")
                .replace("includeThoughts", "include_thoughts");
        assertThat(Wire.asked(snake)).isEqualTo(Wire.asked(camel));
    }

    @Test
    void writeRequest_ofAnotherDialect_isExactlyThis() {
        ChatCall call = Wire.written(Wire.openAi("""
                {"model":"gemini-2.5-flash","stream":true,"temperature":0.5,"max_tokens":9,"n":1,"seed":5000000000,
                 "stop":["a","b"],"logprobs":true,"top_logprobs":2,"user":"u","store":true,"reasoning_effort":"low",
                 "tool_choice":"required","parallel_tool_calls":false,"logit_bias":{},
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object"}}},
                 "messages":[
                  {"role":"system","content":"one"},{"role":"developer","content":"two"},
                  {"role":"user","content":[{"type":"text","text":"look"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,aGk="}},
                    {"type":"image_url","image_url":{"url":"https://x.test/a.webp?s=1"}},
                    {"type":"file","file":{"file_id":"file-1"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"x\\":1}"}},
                    {"id":"c2","type":"function","function":{"name":"g","arguments":""}},
                    {"id":"c3","type":"custom","custom":{"name":"h","input":"plain"}}]},
                  {"role":"tool","tool_call_id":"c2","content":"{\\"y\\":2}"},
                  {"role":"tool","tool_call_id":"c1","content":"plain"},
                  {"role":"user","content":"and?"},
                  {"role":"tool","tool_call_id":"c3","content":"[1]"}],
                 "tools":[{"type":"function","function":{"name":"f","description":"d","strict":true,
                    "parameters":{"type":"object","properties":{"x":{"$ref":"#/$defs/n"}},"$defs":{"n":{"const":1}}}}},
                  {"type":"function","function":{"name":"g"}},
                  {"type":"custom","custom":{"name":"h"}},
                  {"type":"web_search"}]}"""));
        assertThat(Wire.json(call.body())).isEqualTo(Wire.json("""
                {"systemInstruction":{"parts":[{"text":"one"},{"text":"two"}]},
                 "contents":[
                  {"role":"user","parts":[{"text":"look"},{"inlineData":{"mimeType":"image/png","data":"aGk="}},
                    {"fileData":{"mimeType":"image/webp","fileUri":"https://x.test/a.webp?s=1"}}]},
                  {"role":"model","parts":[
                    {"functionCall":{"id":"c1","name":"f","args":{"x":1}}},
                    {"functionCall":{"id":"c2","name":"g","args":{}}},
                    {"functionCall":{"id":"c3","name":"h","args":{"input":"plain"}}}]},
                  {"role":"user","parts":[
                    {"functionResponse":{"id":"c1","name":"f","response":{"output":"plain"}}},
                    {"functionResponse":{"id":"c2","name":"g","response":{"y":2}}},
                    {"functionResponse":{"id":"c3","name":"h","response":{"output":"[1]"}}},
                    {"text":"and?"}]}],
                 "tools":[{"functionDeclarations":[
                   {"name":"f","description":"d","parametersJsonSchema":
                     {"type":"object","properties":{"x":{"$ref":"#/$defs/n"}},"$defs":{"n":{"const":1}}}},
                   {"name":"g"},
                   {"name":"h","parametersJsonSchema":
                     {"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}]}],
                 "toolConfig":{"functionCallingConfig":{"mode":"ANY"}},
                 "generationConfig":{"maxOutputTokens":9,"temperature":0.5,"seed":705032705,"stopSequences":["a","b"],
                   "responseLogprobs":true,"logprobs":2,
                   "thinkingConfig":{"thinkingBudget":2048,"includeThoughts":true}}}"""));
        assertThat(call.apiPath()).isEqualTo("/v1beta/models/gemini-2.5-flash:streamGenerateContent");
        assertThat(call.query()).isEqualTo("alt=sse");
        assertThat(call.dropped())
                .containsExactlyInAnyOrder(
                        "messages.file",
                        "response_format",
                        "tools.web_search",
                        "tools.strict",
                        "parallel_tool_calls",
                        "user",
                        "store",
                        "logit_bias");
    }

    @Test
    void writeRequest_toTheThirdGeneration_marksWhatOthersHaveCalled() {
        Content signed = new Content.ToolCall("a", "f", "{}", false, new Seal("gemini", "c2ln"), Notes.NONE);
        Content theirs = new Content.ToolCall("b", "f", "{}", false, new Seal("anthropic", "x"), Notes.NONE);
        Content plain = new Content.ToolCall("c", "f", "{}", false, null, Notes.NONE);
        Content failed = new Content.ToolResult(
                "b",
                "",
                List.of(
                        Content.Text.of("no"),
                        new Content.Media(
                                Modality.IMAGE, new Source(Source.Kind.BASE64, "aGk="), "image/png", null, Notes.NONE)),
                true,
                Notes.NONE);
        ChatRequest request = request(
                "gemini-3-pro-preview",
                new Reasoning(null, "medium", Usage.ABSENT, null, null),
                message(Role.ASSISTANT, signed, plain),
                message(Role.USER, Content.Text.of("go on")),
                message(
                        Role.ASSISTANT,
                        new Content.Thinking("t", new Seal("anthropic", "y"), false, Notes.NONE),
                        new Content.Thinking("mine", new Seal("gemini", "bWluZQ=="), false, Notes.NONE),
                        theirs,
                        plain),
                message(Role.TOOL, failed));
        assertThat(Wire.json(Wire.written(request).body())).isEqualTo(Wire.json("""
                {"contents":[
                  {"role":"model","parts":[
                    {"functionCall":{"id":"a","name":"f","args":{}},"thoughtSignature":"c2ln"},
                    {"functionCall":{"id":"c","name":"f","args":{}}}]},
                  {"role":"user","parts":[{"text":"go on"}]},
                  {"role":"model","parts":[
                    {"text":"mine","thought":true,"thoughtSignature":"bWluZQ=="},
                    {"functionCall":{"id":"b","name":"f","args":{}},
                      "thoughtSignature":"skip_thought_signature_validator"},
                    {"functionCall":{"id":"c","name":"f","args":{}}}]},
                  {"role":"user","parts":[{"functionResponse":{"id":"b","name":"f","response":{"error":"no"},
                    "parts":[{"inlineData":{"mimeType":"image/png","data":"aGk="}}]}}]}],
                 "generationConfig":{"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}}}"""));
    }

    @Test
    void writeRequest_toTheSecondGeneration_putsPicturesOfToolsBesideTheirAnswers() {
        Content call = new Content.ToolCall("b", "f", "[1]", false, null, Notes.NONE);
        Content result = new Content.ToolResult(
                "b",
                "",
                List.of(new Content.Media(
                        Modality.IMAGE, new Source(Source.Kind.BASE64, "aGk="), "image/png", null, Notes.NONE)),
                false,
                Notes.NONE);
        ChatRequest request = request(
                "gemini-2.5-pro",
                new Reasoning(false, "none", Usage.ABSENT, null, null),
                message(Role.SYSTEM, Content.Text.of("s")),
                message(Role.ASSISTANT, call),
                message(Role.USER, Content.Text.of("see"), result));
        assertThat(Wire.json(Wire.written(request).body())).isEqualTo(Wire.json("""
                {"systemInstruction":{"parts":[{"text":"s"}]},"contents":[
                  {"role":"model","parts":[{"functionCall":{"id":"b","name":"f","args":{"value":[1]}}}]},
                  {"role":"user","parts":[{"functionResponse":{"id":"b","name":"f","response":{"output":""}}},
                    {"text":"see"},{"inlineData":{"mimeType":"image/png","data":"aGk="}}]}],
                 "generationConfig":{"thinkingConfig":{"thinkingBudget":128}}}"""));
    }

    @Test
    void writeRequest_ofInstructionsAlone_hasSomethingToAnswer() {
        ChatRequest request = request("m", Reasoning.UNSAID, message(Role.SYSTEM, Content.Text.of("s")));
        assertThat(Wire.json(Wire.written(request).body()))
                .isEqualTo(Wire.json("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"s\"}]}]}"));
    }

    @Test
    void writeRequest_toWhoLacksMuch_saysItOtherwiseOrNotAtAll() {
        ChatRequest request = Wire.openAi("""
                {"model":"models/gemini-1.5-flash","seed":1,"reasoning_effort":"high","logprobs":true,
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"const":"a"}}},
                 "messages":[{"role":"user","content":"u"},{"role":"assistant","content":null,"tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"r"}],
                 "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[
                    {"type":"function","function":{"name":"f"}}]}},
                 "tools":[{"type":"function","function":{"name":"f",
                    "parameters":{"type":"object","properties":{"x":{"type":["string","null"]}},
                     "additionalProperties":false}}}]}""");
        ChatCall call = Wire.CODEC.writeRequest(
                request,
                Wire.lacking(
                        "parametersJsonSchema",
                        "responseJsonSchema",
                        "functionCall.id",
                        "thinkingConfig",
                        "seed",
                        "responseLogprobs",
                        "mode=VALIDATED"));
        assertThat(Wire.json(call.body())).isEqualTo(Wire.json("""
                {"contents":[{"role":"user","parts":[{"text":"u"}]},
                  {"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},
                  {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"r"}}}]}],
                 "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT",
                   "properties":{"x":{"type":"STRING","nullable":true}}}}]}],
                 "toolConfig":{"functionCallingConfig":{"mode":"AUTO"}}}"""));
        assertThat(call.apiPath()).isEqualTo("/v1beta/models/gemini-1.5-flash:generateContent");
        assertThat(call.dropped())
                .containsExactlyInAnyOrder(
                        "seed", "reasoning_effort", "logprobs", "tool_choice.names", "response_format");
    }

    @Test
    void writeRequest_ofASchema_isInTheWayThatTheModelKnows() {
        String schema = """
                {"model":"%s","messages":[{"role":"user","content":"u"}],%s
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"const":"a"}}}}""";
        ChatRequest plain = Wire.openAi(schema.formatted("gemini-2.5-flash", ""));
        assertThat(Wire.json(Wire.written(plain).body()).get("generationConfig"))
                .isEqualTo(Wire.json(
                        "{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"const\":\"a\"}}"));
        ChatCall lacking = Wire.CODEC.writeRequest(plain, Wire.lacking("responseJsonSchema"));
        assertThat(Wire.json(lacking.body()).get("generationConfig"))
                .isEqualTo(Wire.json("{\"responseMimeType\":\"application/json\","
                        + "\"responseSchema\":{\"enum\":[\"a\"],\"type\":\"STRING\"}}"));
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],";
        ChatCall third = Wire.written(Wire.openAi(schema.formatted("gemini-3-flash-preview", tools)));
        assertThat(third.dropped()).isEmpty();
        ChatCall second = Wire.written(Wire.openAi(schema.formatted("gemini-2.5-flash", tools)));
        assertThat(second.dropped()).containsExactly("response_format");
    }

    @Test
    void writeRequest_ofAChoiceThatIsNotThere_isLeftToTheModel() {
        ChatCall call = Wire.written(Wire.openAi("""
                {"model":"m","messages":[{"role":"user","content":"u"}],"tool_choice":{"type":"web_search"},
                 "tools":[{"type":"web_search"},{"type":"function","function":{"name":"f"}}]}"""));
        assertThat(Wire.json(call.body()).get("toolConfig"))
                .isEqualTo(Wire.json("{\"functionCallingConfig\":{\"mode\":\"AUTO\"}}"));
        assertThat(call.dropped()).containsExactlyInAnyOrder("tools.web_search", "tool_choice");
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash,high,24576,", "gemini-2.5-flash,max,24576,", "gemini-2.5-flash,none,0,",
        "gemini-2.5-flash-lite,low,2048,", "gemini-2.5-pro,none,128,", "gemini-3.5-flash,minimal,,MINIMAL",
        "gemini-3.1-pro-preview,medium,,MEDIUM", "gemini-3-pro-preview,minimal,,LOW", "gemini-3-flash,xhigh,,HIGH"
    })
    void writeRequest_ofAnEffort_isWhatTheModelTakes(String model, String effort, String budget, String level) {
        Reasoning reasoning = new Reasoning(null, effort, Usage.ABSENT, null, null);
        ChatRequest request = request(model, reasoning, message(Role.USER, Content.Text.of("u")));
        JsonNode thinking = Wire.json(Wire.written(request).body()).at("/generationConfig/thinkingConfig");
        assertThat(thinking.path("thinkingBudget").asString(null)).isEqualTo(budget);
        assertThat(thinking.path("thinkingLevel").asString(null)).isEqualTo(level);
    }

    @Test
    void readRequest_ofSealsOfOthers_bringsThemBack() {
        Seal seal = new Seal("anthropic", "sig.with/dots==");
        for (boolean hidden : new boolean[] {true, false}) {
            String carried = Signatures.carried(seal, hidden);
            assertThat(carried).matches("[A-Za-z0-9+/]+=*");
            String urlSafe = String.valueOf(carried).replace('+', '-').replace('/', '_');
            ChatRequest request =
                    Wire.asked("{\"contents\":[{\"role\":\"model\",\"parts\":[{\"text\":\"t\",\"thought\":true,"
                            + "\"thoughtSignature\":\"" + urlSafe + "\"}]}]}");
            assertThat(request.messages().get(0).content())
                    .containsExactly(new Content.Thinking("t", seal, hidden, Notes.NONE));
            assertThat(Wire.json(Wire.written(request).body())
                            .at("/contents/0/parts")
                            .size())
                    .isZero();
        }
    }

    @Test
    void readRequest_ofModesAndBudgetsOfItsOwn_keepsThem() {
        String body = """
                {"contents":[],"toolConfig":{"functionCallingConfig":{"mode":"VALIDATED"}},
                 "generationConfig":{"responseMimeType":"text/x.enum","responseSchema":{"type":"STRING","enum":["a"]},
                  "thinkingConfig":{"thinkingBudget":-1}}}""";
        assertThat(Wire.json(Wire.written(Wire.asked(body)).body())).isEqualTo(Wire.json(body));
        assertThat(Wire.asked(body).format()).isNull();
    }

    @Test
    void readRequest_ofConfusedTypes_isRefusedOrFine() {
        int read = TypeConfusion.read(TRICKY, body -> {
            ChatRequest request = Wire.asked(body.toString());
            Wire.json(Wire.written(request).body());
        });

        assertThat(read).isGreaterThan(1700);
    }

    @Test
    void readRequest_ofAnUnknownRole_saysWhere() {
        assertThatThrownBy(() -> Wire.asked("{\"contents\":[{\"role\":\"nobody\",\"parts\":[]}]}"))
                .isInstanceOf(AiException.class)
                .hasMessage("contents.0.role: a string (expected: user or model)");
    }

    private static Message message(Role role, Content... content) {
        return new Message(role, null, List.of(content), Extras.NONE);
    }

    private static ChatRequest request(String model, Reasoning reasoning, Message... messages) {
        return new ChatRequest(
                "openai",
                model,
                ChatRequest.Streaming.WHOLE,
                List.of(messages),
                List.of(),
                null,
                null,
                Sampling.UNSAID,
                null,
                null,
                reasoning,
                ChatRequest.Account.NONE,
                Extras.NONE);
    }
}
