package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.ChatKit;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests of the Messages API: what they mean, and how those of other dialects are said in it. */
class AnthropicChatTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Call CALL = Call.of("anthropic", Operation.CHAT, "/v1/messages");
    private static final ChatKit KIT = new ChatKit(new AnthropicChat(), CALL);

    /** Has all that the exchange takes apart, and some that it does not. */
    private static final String OWN = """
            {"model":"claude-sonnet-4-5","max_tokens":9000,"stream":true,
             "system":[{"type":"text","text":"Be brief."},
               {"type":"text","text":"Know this.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
             "messages":[
               {"role":"user","content":[
                 {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}},
                 {"type":"image","source":{"type":"url","url":"https://e.x/a.jpg"},"transformations":{"x":1}},
                 {"type":"image","source":{"type":"file","file_id":"file_1"}},
                 {"type":"document","title":"T","context":"C","citations":{"enabled":true},
                  "source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="},
                  "cache_control":{"type":"ephemeral"}},
                 {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}},
                 {"type":"document","source":{"type":"url","url":"https://e.x/a.pdf"}},
                 {"type":"document","source":{"type":"file","file_id":"file_2"}},
                 {"type":"document","source":{"type":"content","content":[{"type":"text","text":"a"}]}},
                 {"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"x"}]},
                 {"type":"text","text":"Compare."}]},
               {"role":"assistant","content":[
                 {"type":"thinking","thinking":"Hm.","signature":"sig1"},
                 {"type":"redacted_thinking","data":"secret"},
                 {"type":"text","text":"See","citations":[{"type":"web_search_result_location",
                  "cited_text":"c","url":"https://e.x","title":null,"encrypted_index":"e"}]},
                 {"type":"server_tool_use","id":"srv_1","name":"web_search","input":{"query":"q"}},
                 {"type":"tool_use","id":"toolu_1","name":"a","input":{"x":1},"caller":{"type":"direct"}},
                 {"type":"tool_use","id":"toolu_2","name":"b","input":{}}]},
               {"role":"user","content":[
                 {"type":"tool_result","tool_use_id":"toolu_1","content":[
                   {"type":"text","text":"r"},
                   {"type":"image","source":{"type":"base64","media_type":"image/gif","data":"R0lG"}},
                   {"type":"tool_reference","tool_name":"z"}]},
                 {"type":"tool_result","tool_use_id":"toolu_2","content":"broken","is_error":true,
                  "cache_control":{"type":"ephemeral"}}]},
               {"role":"system","content":"From now on in French.","clear_at":"never"},
               {"role":"user","content":"Go on."}],
             "temperature":1.0,"top_p":0.95,"top_k":40,"stop_sequences":["END"],
             "tools":[{"name":"a","description":"A","input_schema":{"type":"object"},"strict":true,
               "cache_control":{"type":"ephemeral"},"defer_loading":true},
               {"name":"b","input_schema":{"type":"object","properties":{}}},
               {"type":"web_search_20250305","name":"web_search","max_uses":3}],
             "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
             "thinking":{"type":"enabled","budget_tokens":2048,"display":"summarized","block_binding":{}},
             "output_config":{"effort":"high","format":{"type":"json_schema","schema":{"type":"object"}},
               "task_budget":{"total":1}},
             "metadata":{"user_id":"u"},"service_tier":"standard_only","container":"c_1",
             "mcp_servers":[]}""";

    @Test
    void writeRequest_ofItsOwnDialect_isWhatTheClientSaid() {
        ChatCall written = codec().writeRequest(read(OWN), Traits.NONE);
        assertThat(tree(written)).isEqualTo(MAPPER.readTree(OWN));
        assertThat(written.dropped()).isEmpty();
        assertThat(written.apiPath()).isEqualTo("/v1/messages");
    }

    @Test
    void readRequest_toBeCounted_needsNoMaxTokens() {
        ChatRequest read = codec().readRequest(
                        Call.of("anthropic", Operation.COUNT_TOKENS, "/v1/messages/count_tokens"),
                        Json.parse("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"
                                .getBytes(UTF_8)));
        assertThat(read.sampling().maxOutput()).isEqualTo(-1);
        assertThat(read.messages()).hasSize(1);
    }

    @Test
    void writeRequest_ofOpenAi_isWhatTheApiTakes() {
        ChatCall written = KIT.fromOpenAi("""
                {"model":"claude-sonnet-4-5","messages":[
                  {"role":"system","content":"Be brief."},
                  {"role":"user","name":"Ann","content":[
                    {"type":"text","text":"Look","cache_control":{"type":"ephemeral"}},
                    {"type":"image_url","image_url":{"url":"data:image/jpg;base64,/9j/","detail":"low"}},
                    {"type":"image_url","image_url":{"url":"https://e.x/a.png"}},
                    {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBE"}},
                    {"type":"file","file":{"filename":"a.txt","file_data":"data:text/plain;base64,aGk="}},
                    {"type":"file","file":{"file_id":"file-openai"}},
                    {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]},
                  {"role":"user","content":" "},
                  {"role":"developer","content":"And kind."},
                  {"role":"assistant","content":null,"reasoning_details":[{"type":"reasoning.text",
                    "text":"Hm.","signature":"sig1","format":"anthropic-claude-v1"}],"tool_calls":[
                    {"id":"call.1","type":"function","function":{"name":"a","arguments":"{\\"x\\": 1}"}},
                    {"id":"call_2","type":"function","function":{"name":"b","arguments":""}},
                    {"id":"call_3","type":"custom","custom":{"name":"c","input":"say \\"hi\\""}},
                    {"id":"call_4","type":"function","function":{"name":"b","arguments":"[1]"}}]},
                  {"role":"tool","tool_call_id":"call.1","content":"one"},
                  {"role":"tool","tool_call_id":"call_2","content":[{"type":"text","text":"two"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBO"}}]},
                  {"role":"tool","tool_call_id":"call_3","content":""},
                  {"role":"tool","tool_call_id":"call_4","content":"four"},
                  {"role":"user","content":"And now?"}],
                 "tools":[{"type":"function","function":{"name":"a","description":"A","strict":true,
                   "parameters":{"properties":{"x":{"type":"integer"}}}}},
                   {"type":"function","function":{"name":"b","strict":false}},
                   {"type":"custom","custom":{"name":"c"}},{"type":"web_search"}],
                 "tool_choice":"auto","parallel_tool_calls":false,
                 "response_format":{"type":"json_schema","json_schema":{"name":"n","strict":true,"schema":
                   {"type":"object","properties":{"type":{"type":"object","properties":{}}}}}},
                 "temperature":1.5,"top_p":1,"stop":["END"," "],"seed":7,"n":2,"logprobs":true,
                 "frequency_penalty":0.5,"presence_penalty":0,"user":"u","store":false,"logit_bias":{"1":2},
                 "service_tier":"priority","metadata":{"a":"b"},"stream":true}""");
        String id = tree(written).at("/messages/1/content/1/id").asString();
        assertThat(id).matches("[a-zA-Z0-9_-]+");
        assertThat(tree(written)).isEqualTo(MAPPER.readTree("""
                {"model":"claude-sonnet-4-5","max_tokens":8192,
                 "system":[{"type":"text","text":"Be brief."},{"type":"text","text":"And kind."}],
                 "messages":[
                  {"role":"user","content":[
                    {"type":"text","text":"Look","cache_control":{"type":"ephemeral"}},
                    {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"/9j/"}},
                    {"type":"image","source":{"type":"url","url":"https://e.x/a.png"}},
                    {"type":"document","title":"a.pdf",
                     "source":{"type":"base64","media_type":"application/pdf","data":"JVBE"}},
                    {"type":"document","title":"a.txt",
                     "source":{"type":"text","media_type":"text/plain","data":"hi"}}]},
                  {"role":"assistant","content":[
                    {"type":"thinking","thinking":"Hm.","signature":"sig1"},
                    {"type":"tool_use","id":"ID","name":"a","input":{"x":1}},
                    {"type":"tool_use","id":"call_2","name":"b","input":{}},
                    {"type":"tool_use","id":"call_3","name":"c","input":{"input":"say \\"hi\\""}},
                    {"type":"tool_use","id":"call_4","name":"b","input":{"value":[1]}}]},
                  {"role":"user","content":[
                    {"type":"tool_result","tool_use_id":"ID","content":"one"},
                    {"type":"tool_result","tool_use_id":"call_2","content":[{"type":"text","text":"two"},
                      {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBO"}}]},
                    {"type":"tool_result","tool_use_id":"call_3","content":""},
                    {"type":"tool_result","tool_use_id":"call_4","content":"four"},
                    {"type":"text","text":"And now?"}]}],
                 "stream":true,"temperature":1.0,"stop_sequences":["END"],
                 "tools":[
                  {"name":"a","description":"A","strict":true,
                   "input_schema":{"type":"object","properties":{"x":{"type":"integer"}}}},
                  {"name":"b","input_schema":{"type":"object","properties":{}}},
                  {"name":"c","input_schema":{"type":"object","properties":{"input":{"type":"string"}},
                   "required":["input"]}}],
                 "tool_choice":{"type":"auto","disable_parallel_tool_use":true},
                 "output_config":{"format":{"type":"json_schema","schema":{"type":"object",
                  "properties":{"type":{"type":"object","properties":{},"additionalProperties":false}},
                  "additionalProperties":false}}},
                 "metadata":{"user_id":"u"},"service_tier":"auto"}""".replace("ID", id)));
        assertThat(written.dropped())
                .containsExactlyInAnyOrder(
                        "messages.name",
                        "messages.file",
                        "messages.audio",
                        "temperature",
                        "frequency_penalty",
                        "seed",
                        "n",
                        "logprobs",
                        "stop",
                        "tools.web_search",
                        "metadata",
                        "logit_bias");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # model            | effort  | max   | max_tokens | thinking                                    | effort
            claude-sonnet-4-5  | high    | -     | 28672      | {"type":"enabled","budget_tokens":24576}    | -
            claude-sonnet-4-5  | low     | -     | 8192       | {"type":"enabled","budget_tokens":2048}     | -
            claude-sonnet-4-5  | minimal | 9000  | 9000       | {"type":"enabled","budget_tokens":1024}     | -
            claude-sonnet-4-5  | max     | -     | 32000      | {"type":"enabled","budget_tokens":27904}    | -
            claude-3-7-sonnet-20250219 | high | 4000 | 4000   | {"type":"enabled","budget_tokens":2000}     | -
            claude-sonnet-4-20250514 | high | 1500 | 1500     | {"type":"enabled","budget_tokens":1024}     | -
            claude-sonnet-4-5  | high    | 1024  | 1024       | -                                           | -
            claude-sonnet-4-5  | none    | 500   | 500        | {"type":"disabled"}                         | -
            claude-opus-4-6    | xhigh   | -     | 8192       | {"type":"adaptive"}                         | high
            claude-opus-4.7    | xhigh   | 500   | 500        | {"type":"adaptive"}                         | xhigh
            claude-sonnet-5    | minimal | -     | 8192       | {"type":"adaptive"}                         | low
            """)
    void writeRequest_ofEffort_thinksAsTheModelCan(
            String model, String effort, String max, long maxTokens, String thinking, String written) {
        ChatCall call = KIT.fromOpenAi("{\"model\":\"" + model + "\",\"reasoning_effort\":\"" + effort + "\""
                + (max == null ? "" : ",\"max_completion_tokens\":" + max)
                + ",\"temperature\":0.5,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}");
        JsonNode body = tree(call);
        assertThat(body.path("max_tokens").asLong()).isEqualTo(maxTokens);
        assertThat(body.has("thinking") ? body.get("thinking").toString() : null)
                .isEqualTo(thinking);
        assertThat(body.at("/output_config/effort").asString(null)).isEqualTo(written);
        assertThat(call.dropped().contains("reasoning_effort")).isEqualTo(thinking == null && !effort.equals("none"));
        boolean sampled = body.has("temperature");
        assertThat(sampled).isNotEqualTo(call.dropped().contains("temperature"));
        assertThat(sampled).isEqualTo(thinking == null || thinking.contains("disabled"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "claude-sonnet-4-5-20250929, 405",
                "claude-opus-4-20250514, 400",
                "claude-opus-4-1@20250805, 401",
                "us.anthropic.claude-opus-4-6-v1:0, 406",
                "anthropic/Claude-Opus-4.7, 407",
                "claude-sonnet-5, 500",
                "claude-haiku-10-12, 1012",
                "claude-3-7-sonnet-20250219, 0",
                "claude-mythos-preview, 0",
                "claude-instant-20250101, 0",
                "claude-x-4-, 400",
                "claude-, 0",
                "gpt-5, 0",
                "-, 0"
            })
    void modelAge_ofAnyName_isItsVersion(String model, int version) {
        assertThat(ModelAge.of(model).version()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tool_choice\":\"required\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]",
                "\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":"
                        + "\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"r\"}]"
            })
    void writeRequest_whereABudgetIsRefused_saysThatItIsLeftOut(String rest) {
        ChatCall call = KIT.fromOpenAi("{\"model\":\"claude-sonnet-4-5\",\"reasoning_effort\":\"high\",\"tools\":["
                + "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]," + rest + "}");
        assertThat(tree(call).has("thinking")).isFalse();
        assertThat(call.dropped()).containsExactly("reasoning_effort");
    }

    @Test
    void writeRequest_callsWithoutTools_declaresThem() {
        ChatCall call = KIT.fromOpenAi("""
                {"model":"m","messages":[{"role":"assistant","content":"Hi \\n","tool_calls":[{"id":"c",
                 "type":"function","function":{"name":"f","arguments":"no json"}}]},
                 {"role":"tool","tool_call_id":"c","content":"r"},{"role":"assistant","content":"So \\n"}]}""");
        JsonNode body = tree(call);
        assertThat(body.at("/tools/0/name").asString()).isEqualTo("f");
        assertThat(body.at("/tool_choice/type").asString()).isEqualTo("none");
        assertThat(body.at("/messages/0/role").asString()).isEqualTo("user");
        assertThat(body.at("/messages/1/content/1/input/input").asString()).isEqualTo("no json");
        assertThat(body.at("/messages/3/content").asString()).isEqualTo("So");
    }

    @Test
    void writeRequest_instructionsAlone_areSaidByTheUser() {
        ChatCall call = KIT.fromOpenAi("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]}");
        assertThat(tree(call).get("messages").toString()).isEqualTo("[{\"role\":\"user\",\"content\":\"a\"}]");
        assertThat(tree(call).has("system")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.5,,0.5,,",
        "2,,1.0,,temperature",
        ",0.9,,0.9,",
        "0.5,0.9,0.5,,top_p",
        "0.5,1,0.5,,",
        "1,0.9,,0.9,",
        "1,1,1.0,,",
        "-1,,0.0,,"
    })
    void writeRequest_temperatureAndShare_isOneOfThem(
            String temperature, String topP, String writtenTemperature, String writtenTopP, String dropped) {
        ChatCall call = KIT.fromOpenAi("{\"model\":\"claude-sonnet-4-5\",\"messages\":[]"
                + (temperature == null ? "" : ",\"temperature\":" + temperature)
                + (topP == null ? "" : ",\"top_p\":" + topP) + "}");
        assertThat(tree(call).path("temperature").asString(null)).isEqualTo(writtenTemperature);
        assertThat(tree(call).path("top_p").asString(null)).isEqualTo(writtenTopP);
        assertThat(call.dropped()).isEqualTo(dropped == null ? List.of() : List.of(dropped));
    }

    @Test
    void writeRequest_instructionsFirst_stayWhereTheyHaveMore() {
        String body = """
                {"model":"m","max_tokens":1,"system":"a","messages":[{"role":"system","content":"b","clear_at":"never"},
                 {"role":"user","content":"c"}]}""";
        assertThat(tree(codec().writeRequest(read(body), Traits.NONE))).isEqualTo(MAPPER.readTree(body));
        String alone = body.replace("\"system\":\"a\",", "");
        assertThat(tree(codec().writeRequest(read(alone), Traits.NONE))).isEqualTo(MAPPER.readTree(alone));
    }

    @Test
    void writeRequest_choiceOfAToolThatIsNoneHere_isLeftOut() {
        ChatCall call = KIT.fromOpenAi("""
                {"model":"m","messages":[{"role":"user","content":"a"}],"tools":[{"type":"web_search"},
                 {"type":"function","function":{"name":"f"}}],"tool_choice":{"type":"web_search"}}""");
        assertThat(tree(call).has("tool_choice")).isFalse();
        assertThat(call.dropped()).containsExactly("tools.web_search", "tool_choice");
    }

    @Test
    void writeRequest_providerWithoutBudgets_isAskedToThinkAdaptively() {
        ChatRequest read = ChatKit.openAi("{\"model\":\"m\",\"reasoning_effort\":\"high\",\"messages\":[]}");
        Traits adaptive = new Traits(Set.of("thinking=enabled"), Map.of(), 99);
        assertThat(tree(codec().writeRequest(read, adaptive)).get("thinking").toString())
                .isEqualTo("{\"type\":\"adaptive\"}");
        Traits neither = new Traits(Set.of("thinking=enabled", "thinking=adaptive"), Map.of(), 99);
        ChatCall written = codec().writeRequest(read, neither);
        assertThat(tree(written).has("thinking")).isFalse();
        assertThat(written.dropped()).containsExactly("reasoning_effort");
    }

    @Test
    void writeRequest_schemaThatIsOpen_isClosedWhereNothingIsSaid() {
        ChatCall call = KIT.fromOpenAi("""
                {"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":
                 {"type":["object","null"],"properties":{"properties":{"type":"object","additionalProperties":true},
                  "enum":{"type":"string","enum":[{"type":"object"}]}},
                  "anyOf":[{"type":"object"}],"$defs":{"d":{"type":"object"}}}}}}""");
        assertThat(tree(call).at("/output_config/format/schema")).isEqualTo(MAPPER.readTree("""
                {"type":["object","null"],"properties":{"properties":{"type":"object","additionalProperties":true},
                  "enum":{"type":"string","enum":[{"type":"object"}]}},
                  "anyOf":[{"type":"object","additionalProperties":false}],
                  "$defs":{"d":{"type":"object","additionalProperties":false}},"additionalProperties":false}"""));
    }

    @Test
    void writeRequest_someToolsAllowed_offersThoseAlone() {
        ChatCall call = KIT.fromOpenAi("""
                {"model":"m","messages":[{"role":"user","content":"a"}],
                 "tools":[{"type":"function","function":{"name":"f"}},{"type":"function","function":{"name":"g"}},
                  {"type":"function","function":{"name":"h"}}],"tool_choice":{"type":"allowed_tools",
                  "allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"f"}},
                  {"type":"function","function":{"name":"h"}}]}}}""");
        assertThat(tree(call).get("tools")).hasSize(2);
        assertThat(tree(call).get("tool_choice").toString()).isEqualTo("{\"type\":\"any\"}");
        assertThat(call.dropped()).isEmpty();
    }

    @Test
    void writeRequest_providerThatLacks_isToldNothingOfIt() {
        Traits traits =
                new Traits(Set.of("model", "cache_control", "output_config.format", "top_k", "metadata"), Map.of(), 99);
        ChatCall call = codec().writeRequest(read(OWN), traits);
        JsonNode body = tree(call);
        assertThat(body.has("model")).isFalse();
        assertThat(body.has("top_k")).isFalse();
        assertThat(body.toString()).doesNotContain("cache_control");
        assertThat(call.dropped()).containsExactlyInAnyOrder("response_format.json_schema", "top_k", "metadata");
    }

    @Test
    void readRequest_sealsOfOthers_comeBackToWhereTheyBelong() {
        ChatRequest read = read("""
                {"model":"m","max_tokens":1,"messages":[{"role":"assistant","content":[
                 {"type":"thinking","thinking":"a","signature":"aig1.gemini..g1"},
                 {"type":"tool_use","id":"c1","name":"f","input":{}},
                 {"type":"redacted_thinking","data":"aig1.gemini.YzE.g2"},
                 {"type":"text","text":"t"},
                 {"type":"redacted_thinking","data":"aig1.gemini.dGV4dA.g3"},
                 {"type":"thinking","thinking":"own","signature":"s"},
                 {"type":"thinking","thinking":"none","signature":""}]}]}""");
        Message message = read.messages().get(0);
        assertThat(message.content()).hasSize(5);
        assertThat(message.content().stream().map(Content::seal).toList())
                .containsExactly(
                        new Seal("gemini", "g1"),
                        new Seal("gemini", "g2"),
                        new Seal("gemini", "g3"),
                        new Seal("anthropic", "s"),
                        null);
        assertThat(tree(codec().writeRequest(read, Traits.NONE)).at("/messages/0/content"))
                .extracting(block -> block.get("type").asString())
                .containsExactly("tool_use", "text", "thinking");
    }

    @Test
    void readRequest_anyFieldOfAnyType_isFineOrTheClientsFault() {
        Dialect openAi = new OpenAiDialect();
        List<String> pointers = new ArrayList<>();
        Mutants.of(MAPPER.readTree(OWN), (pointer, value, mutant) -> {
            pointers.add(pointer);
            Json body = Json.parse(mutant);
            try {
                ChatRequest read = codec().readRequest(CALL, body);
                Json.parse(codec().writeRequest(read, Traits.NONE).body());
                Objects.requireNonNull(openAi.chat()).writeRequest(read, Traits.NONE);
            } catch (AiException expected) {
                assertThat(expected.failure().code()).isEqualTo(FailureCode.INVALID_REQUEST);
            } catch (RuntimeException unexpected) {
                throw new AssertionError(pointer + " = " + value, unexpected);
            }
        });
        assertThat(pointers).hasSizeGreaterThan(1500);
    }

    private static ChatRequest read(String body) {
        return codec().readRequest(CALL, Json.parse(body.getBytes(UTF_8)));
    }

    private static JsonNode tree(ChatCall call) {
        return MAPPER.readTree(call.body());
    }

    private static ChatCodec codec() {
        return new AnthropicChat();
    }
}
