package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.CallIds;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.ChatKit;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Operation;
import ai.gateway.testing.TypeConfusion;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests of Converse, into the exchange and out of it. */
class BedrockChatTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ChatCodec BEDROCK = codec(new BedrockDialect().chat());
    private static final ChatCodec OPENAI = codec(new OpenAiDialect().chat());

    private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private static final String TRICKY = """
            {"system":[{"text":"be brief"},{"cachePoint":{"type":"default","ttl":"1h"}},
              {"guardContent":{"text":{"text":"rules","qualifiers":["query"]}}}],
             "messages":[
              {"role":"user","content":[
                {"text":"look"},
                {"image":{"format":"png","source":{"bytes":"AAAA"}}},
                {"image":{"format":"jpeg","source":{"s3Location":{"uri":"s3://b/i.jpg","bucketOwner":"000000000000"}}}},
                {"document":{"format":"pdf","name":"report","source":{"bytes":"BBBB"},"citations":{"enabled":true}}},
                {"document":{"name":"notes","source":{"text":"plain words"}}},
                {"document":{"format":"txt","name":"parts","source":{"content":[{"text":"a"},{"text":"b"}]}}},
                {"video":{"format":"three_gp","source":{"bytes":"CCCC"}}},
                {"audio":{"format":"mpga","source":{"bytes":"DDDD"}}},
                {"searchResult":{"source":"http://s","title":"T","content":[{"text":"found"}]}},
                {"cachePoint":{"type":"default"}}]},
              {"role":"assistant","content":[
                {"reasoningContent":{"reasoningText":{"text":"hm","signature":"sig=="}}},
                {"reasoningContent":{"redactedContent":"c2VjcmV0"}},
                {"text":"calling"},
                {"toolUse":{"toolUseId":"t1","name":"add","input":{"a":1}}},
                {"toolUse":{"toolUseId":"t2","name":"draw","input":{},"type":"tool_use"}}]},
              {"role":"user","content":[
                {"toolResult":{"toolUseId":"t1","content":[{"json":{"sum":2}},{"text":"x"}],"status":"error"}},
                {"toolResult":{"toolUseId":"t2","content":[{"image":{"format":"gif","source":{"bytes":"EEEE"}}}],
                  "status":"success"}},
                {"cachePoint":{"type":"default"}},
                {"text":"go on"}]},
              {"role":"assistant","content":[
                {"citationsContent":{"content":[{"text":"so"}],"citations":[
                  {"title":"report","sourceContent":[{"text":"s"}],
                   "location":{"documentPage":{"documentIndex":0,"start":1,"end":2}}}]}}]},
              {"role":"user","content":[{"text":"and?"},{"newBlock":{"x":1}}]}],
             "inferenceConfig":{"maxTokens":4000,"temperature":0.5,"topP":0.9,"stopSequences":["END"],"later":1},
             "toolConfig":{"tools":[
               {"toolSpec":{"name":"add","description":"adds","inputSchema":{"json":{"type":"object"}},"strict":true}},
               {"toolSpec":{"name":"draw","inputSchema":{"json":{"type":"object"}}}},
               {"cachePoint":{"type":"default"}},
               {"systemTool":{"name":"nova_grounding"}}],
              "toolChoice":{"tool":{"name":"add"}}},
             "guardrailConfig":{"guardrailIdentifier":"g","guardrailVersion":"1"},
             "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":2000},"top_k":5,
               "anthropic_beta":["b"]},
             "additionalModelResponseFieldPaths":["/stop_sequence"],
             "promptVariables":{"v":{"text":"w"}},
             "requestMetadata":{"team":"red"},
             "performanceConfig":{"latency":"optimized"},
             "serviceTier":{"type":"flex"},
             "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{
               "schema":"{\\"type\\":\\"object\\"}","name":"n","description":"d"}}}}}
            """;

    @Test
    void writeRequest_ofItsOwn_isTheSameBody() {
        ChatRequest read = BEDROCK.readRequest(call(CLAUDE, true), Json.parse(TRICKY.getBytes(UTF_8)));
        ChatCall written = BEDROCK.writeRequest(read, Traits.NONE);
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree(TRICKY));
        assertThat(written.dropped()).isEmpty();
        assertThat(written.apiPath())
                .isEqualTo("/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream");
    }

    @Test
    void writeRequest_toOpenAi_saysWhatItCanAndNotesTheRest() {
        ChatRequest read = BEDROCK.readRequest(call(CLAUDE, false), Json.parse(TRICKY.getBytes(UTF_8)));
        ChatCall written = OPENAI.writeRequest(read.toModel("gpt"), Traits.NONE);
        JsonNode body = MAPPER.readTree(written.body());
        assertThat(body.at("/messages/0/content/1/text").asString()).isEqualTo("rules");
        assertThat(body.at("/messages/1/content/1/image_url/url").asString()).isEqualTo("data:image/png;base64,AAAA");
        assertThat(body.toString())
                .contains("plain words", "found", "Error: {\\\"sum\\\":2}", "data:image/gif;base64,EEEE");
        assertThat(body.at("/reasoning_effort").asString()).isEqualTo("low");
        assertThat(body.at("/response_format/json_schema/name").asString()).isEqualTo("n");
        assertThat(written.dropped())
                .contains("guardrailConfig", "promptVariables", "tools.nova_grounding", "messages.newBlock");
    }

    private static final String OF_OPENAI = """
            {"model":"%s","stream":true,
             "messages":[
              {"role":"system","content":[{"type":"text","text":"be brief","cache_control":{"type":"ephemeral","ttl":"1h"}}]},
              {"role":"assistant","content":"hello"},
              {"role":"user","name":"ann","content":[
                {"type":"text","text":"look"},
                {"type":"image_url","image_url":{"url":"data:image/jpg;base64,AAAA"}},
                {"type":"image_url","image_url":{"url":"https://x/y.png"}},
                {"type":"file","file":{"filename":"my_report.final.pdf","file_data":"data:application/pdf;base64,BBBB"}},
                {"type":"file","file":{"filename":"my_report.final.pdf","file_data":"data:application/pdf;base64,CCCC"}}]},
              {"role":"assistant","content":null,
                "reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"s1","format":"bedrock-v1"},
                  {"type":"reasoning.encrypted","data":"ZZ","format":"openai-responses-v1"}],
                "tool_calls":[
                {"id":"call 1","type":"function","function":{"name":"add","arguments":"{\\"a\\":1}"}},
                {"id":"c2","type":"function","function":{"name":"draw","arguments":""}},
                {"id":"c3","type":"custom","custom":{"name":"run","input":"ls -l"}}]},
              {"role":"tool","tool_call_id":"call 1","content":"2"},
              {"role":"tool","tool_call_id":"c2","content":""},
              {"role":"tool","tool_call_id":"c3","content":"ok"},
              {"role":"developer","content":"and kind"},
              {"role":"user","content":"go on"}],
             "tools":[
              {"type":"function","function":{"name":"add","description":"adds","parameters":{"type":"object"},"strict":true}},
              {"type":"function","function":{"name":"draw"}},
              {"type":"custom","custom":{"name":"run","description":"runs"}},
              {"type":"web_search"}],
             "tool_choice":"auto","parallel_tool_calls":false,
             "max_completion_tokens":3000,"temperature":0.2,"top_p":0.9,"seed":1,"n":2,"stop":["a",""],
             "frequency_penalty":0,"logprobs":false,"store":false,"service_tier":"auto",
             "reasoning_effort":"medium","metadata":{"team":"red"},"user":"u",
             "response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":{"type":"object"}}},
             "prediction":{"type":"content"}}
            """;

    @Test
    void writeRequest_ofOpenAi_isWhatConverseTakes() {
        ChatCall written = BEDROCK.writeRequest(ChatKit.openAi(OF_OPENAI.formatted(CLAUDE)), Traits.NONE);
        assertThat(MAPPER.readTree(written.body()))
                .isEqualTo(MAPPER.readTree("""
                {"system":[{"text":"be brief"},{"cachePoint":{"type":"default","ttl":"1h"}},{"text":"and kind"}],
                 "messages":[
                  {"role":"user","content":[{"text":"..."}]},
                  {"role":"assistant","content":[{"text":"hello"}]},
                  {"role":"user","content":[
                    {"text":"look"},
                    {"image":{"format":"jpeg","source":{"bytes":"AAAA"}}},
                    {"document":{"format":"pdf","name":"my-report-final","source":{"bytes":"BBBB"}}},
                    {"document":{"format":"pdf","name":"my-report-final 2","source":{"bytes":"CCCC"}}}]},
                  {"role":"assistant","content":[
                    {"reasoningContent":{"reasoningText":{"text":"hm","signature":"s1"}}},
                    {"toolUse":{"toolUseId":"ID","name":"add","input":{"a":1}}},
                    {"toolUse":{"toolUseId":"c2","name":"draw","input":{}}},
                    {"toolUse":{"toolUseId":"c3","name":"run","input":{"input":"ls -l"}}}]},
                  {"role":"user","content":[
                    {"toolResult":{"toolUseId":"ID","content":[{"text":"2"}]}},
                    {"toolResult":{"toolUseId":"c2","content":[{"text":"(no output)"}]}},
                    {"toolResult":{"toolUseId":"c3","content":[{"text":"ok"}]}},
                    {"text":"go on"}]}],
                 "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":1500}},
                 "inferenceConfig":{"maxTokens":3000,"stopSequences":["a"]},
                 "toolConfig":{"tools":[
                   {"toolSpec":{"name":"add","description":"adds","inputSchema":{"json":{"type":"object"}},"strict":true}},
                   {"toolSpec":{"name":"draw","inputSchema":{"json":{"type":"object","properties":{}}}}},
                   {"toolSpec":{"name":"run","description":"runs","inputSchema":{"json":{"type":"object",
                     "properties":{"input":{"type":"string"}},"required":["input"]}}}}]},
                 "outputConfig":{"textFormat":{"type":"json_schema","structure":{"jsonSchema":{
                   "schema":"{\\"type\\":\\"object\\"}","name":"n"}}}},
                 "requestMetadata":{"team":"red"}}
                """.replace("ID", CallIds.fit("call 1", 64))));
        assertThat(written.dropped())
                .containsExactlyInAnyOrder(
                        "messages.name",
                        "messages.image_url",
                        "temperature",
                        "top_p",
                        "seed",
                        "n",
                        "tools.web_search",
                        "parallel_tool_calls",
                        "user",
                        "prediction");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            anthropic.claude-3-7-sonnet-20250219-v1:0 | high | {"thinking":{"type":"enabled","budget_tokens":24576}}
            anthropic.claude-3-5-sonnet-20240620-v1:0 | high |
            anthropic.claude-3-5-sonnet-20240620-v1:0 | none |
            anthropic.claude-opus-4-6-v1              | low  | {"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}
            us.anthropic.claude-sonnet-5              | xhigh| {"thinking":{"type":"adaptive"},"output_config":{"effort":"xhigh"}}
            us.anthropic.claude-sonnet-4-5-20250929-v1:0 | none | {"thinking":{"type":"disabled"}}
            us.amazon.nova-2-lite-v1:0                | low  | {"reasoningConfig":{"type":"enabled","maxReasoningEffort":"low"}}
            us.amazon.nova-2-lite-v1:0                | none | {"reasoningConfig":{"type":"disabled"}}
            amazon.nova-lite-v1:0                     | low  |
            openai.gpt-oss-120b-1:0                   | xhigh| {"reasoning_effort":"high"}
            qwen.qwen3-32b-v1:0                       | minimal | {"reasoning_config":"low"}
            """)
    void writeRequest_reasoningEffort_isInTheWordsOfTheModel(String model, String effort, String expected) {
        ChatCall written = BEDROCK.writeRequest(ChatKit.openAi("""
                        {"model":"%s","messages":[{"role":"user","content":"x"}],"reasoning_effort":"%s"}
                        """.formatted(model, effort)), Traits.NONE);
        JsonNode fields = MAPPER.readTree(written.body()).path("additionalModelRequestFields");
        if (expected == null) {
            assertThat(fields.isMissingNode()).isTrue();
            assertThat(written.dropped()).isEqualTo(effort.equals("none") ? List.of() : List.of("reasoning_effort"));
        } else {
            assertThat(fields).isEqualTo(MAPPER.readTree(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CLAUDE, "qwen3:14b", "openai.gpt-oss-120b-1:0", "gpt-5.4-mini"})
    void readRequest_thinkingAskedForAsOfClaude_isUnderstoodOfEveryModel(String model) {
        ChatRequest read = BEDROCK.readRequest(call(model, false), Json.parse("""
                {"messages":[{"role":"user","content":[{"text":"x"}]}],
                 "additionalModelRequestFields":{"thinking":{"type":"enabled","budget_tokens":2048}}}
                """.getBytes(UTF_8)));
        assertThat(read.reasoning().enabled()).isTrue();
        assertThat(read.reasoning().budget()).isEqualTo(2048);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"thinking\":{\"type\":\"adaptive\",\"display\":\"summarized\"}}",
                "{\"thinking\":{\"type\":\"disabled\"}}",
                "{\"thinking\":{\"type\":\"strange\"}}",
                "{\"thinking\":7,\"output_config\":{\"effort\":\"max\"}}",
                "{\"output_config\":{\"effort\":\"max\",\"format\":{}}}",
                "{\"top_k\":\"x\",\"reasoningConfig\":{\"type\":\"enabled\"}}"
            })
    void writeRequest_ofItsOwnWithFieldsOfTheModel_isTheSame(String fields) {
        String body = """
                {"messages":[{"role":"user","content":[{"text":"x"}]}],"additionalModelRequestFields":%s}
                """.formatted(fields);
        for (String model : new String[] {CLAUDE, "arn:aws:bedrock:us-east-1:0:application-inference-profile/x"}) {
            ChatRequest read = BEDROCK.readRequest(call(model, false), Json.parse(body.getBytes(UTF_8)));
            assertThat(MAPPER.readTree(BEDROCK.writeRequest(read, Traits.NONE).body()))
                    .isEqualTo(MAPPER.readTree(body));
        }
    }

    @Test
    void writeRequest_toolsCalledButNoneOffered_offersThoseThatWereCalled() {
        ChatCall written = BEDROCK.writeRequest(ChatKit.openAi("""
                {"model":"m","tool_choice":"none","messages":[{"role":"user","content":"x"},
                 {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"add","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"c","content":"2"}]}
                """), Traits.NONE);
        assertThat(MAPPER.readTree(written.body()).path("toolConfig")).isEqualTo(MAPPER.readTree("""
                {"tools":[{"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object","properties":{}}}}}]}
                """));
        assertThat(written.dropped()).containsExactly("tool_choice");
    }

    private static final String MARKED = """
            {"model":"m","tools":[{"type":"function","function":{"name":"add"},"cache_control":{"type":"ephemeral"}}],
             "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required",
               "tools":[{"type":"function","function":{"name":"add"}},{"type":"function","function":{"name":"sub"}}]}},
             "messages":[{"role":"user","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"9m"}}]},
              {"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"add","arguments":"{"}}]},
              {"role":"tool","tool_call_id":"c","content":[
                {"type":"text","text":"2","cache_control":{"type":"ephemeral"}},{"type":"text","text":"3"}]}]}
            """;

    @Test
    void writeRequest_marksOfTheCache_standBehindWhatTheyMark() {
        ChatCall written = BEDROCK.writeRequest(ChatKit.openAi(MARKED), Traits.NONE);
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree("""
                {"messages":[
                  {"role":"user","content":[{"text":"x"},{"cachePoint":{"type":"default"}}]},
                  {"role":"assistant","content":[{"toolUse":{"toolUseId":"c","name":"add","input":{"input":"{"}}}]},
                  {"role":"user","content":[{"toolResult":{"toolUseId":"c","content":[{"text":"2"},{"text":"3"}]}},
                    {"cachePoint":{"type":"default"}}]}],
                 "toolConfig":{"tools":[
                    {"toolSpec":{"name":"add","inputSchema":{"json":{"type":"object","properties":{}}}}},
                    {"cachePoint":{"type":"default"}}],
                  "toolChoice":{"any":{}}}}
                """));
        assertThat(written.dropped()).containsExactly("cache_control.ttl");
    }

    @Test
    void writeRequest_modelWithoutCacheAndChoice_isSparedThem() {
        Traits traits = new Traits(Set.of("cachePoint", "tool_choice"), Map.of(), 1);
        ChatCall written = BEDROCK.writeRequest(ChatKit.openAi(MARKED), traits);
        assertThat(new String(written.body(), UTF_8))
                .doesNotContain("cachePoint")
                .doesNotContain("toolChoice");
        assertThat(written.dropped()).containsExactly("tool_choice");
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-sonnet-4-20250514-v1:0,400",
        "anthropic.claude-opus-4-1-20250805-v1:0,401",
        "anthropic.claude-opus-4-6-v1,406",
        "anthropic.claude-sonnet-5,500",
        "anthropic.claude-3-haiku-20240307-v1:0,300",
        "anthropic.claude-3-7-sonnet-20250219-v1:0,307",
        "anthropic.claude-v2:1,0",
        "anthropic.claude-instant-v1,0",
        "anthropic.claude-,0",
        "meta.llama3-70b-instruct-v1:0,0"
    })
    void version_ofModel_isThatOfClaude(String model, int version) {
        assertThat(BedrockModel.of(model).version()).isEqualTo(version);
    }

    @Test
    void writeRequest_instructionsAlone_areWhatTheUserSays() {
        ChatCall written = BEDROCK.writeRequest(
                ChatKit.openAi("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]}"),
                Traits.NONE);
        assertThat(new String(written.body(), UTF_8))
                .isEqualTo("{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]}]}");
    }

    @Test
    void readRequest_storedPrompt_needsNoMessages() {
        Call call = call("arn:aws:bedrock:us-east-1:000000000000:prompt/ABCDEFGHIJ", false);
        byte[] body = "{\"promptVariables\":{\"v\":{\"text\":\"w\"}}}".getBytes(UTF_8);
        ChatCall written = BEDROCK.writeRequest(BEDROCK.readRequest(call, Json.parse(body)), Traits.NONE);
        assertThat(written.body()).isEqualTo(body);
    }

    @Test
    void readRequest_role_mustBeOneOfTwo() {
        byte[] body = "{\"messages\":[{\"role\":\"system\",\"content\":[]}]}".getBytes(UTF_8);
        assertThatThrownBy(() -> BEDROCK.readRequest(call(CLAUDE, false), Json.parse(body)))
                .isInstanceOfSatisfying(
                        AiException.class, e -> assertThat(e.failure().param()).isEqualTo("/messages/0/role"));
    }

    @Test
    void readRequest_anythingAnywhere_isReadOrInvalid() {
        int tried = TypeConfusion.read(TRICKY, body -> {
            ChatRequest read = BEDROCK.readRequest(call(CLAUDE, false), body);
            Json.parse(BEDROCK.writeRequest(read, Traits.NONE).body());
            Json.parse(OPENAI.writeRequest(read, Traits.NONE).body());
        });

        assertThat(tried).isGreaterThan(1700);
    }

    static Call call(String model, boolean stream) {
        return new Call("bedrock", Operation.CHAT, "/model/m/converse", model, stream);
    }

    private static ChatCodec codec(@Nullable ChatCodec codec) {
        return Objects.requireNonNull(codec);
    }
}
