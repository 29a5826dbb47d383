package ai.gateway.dialect.responses;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Message.Role;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.testing.TypeConfusion;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Requests of the API, read and written. */
class ResponsesChatRequestTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ChatCodec CODEC = new ResponsesDialect().chat();
    private static final Call CALL = Call.of("responses", Operation.CHAT, "/responses");

    /** All that the API has, as its reader and writer have it in common. */
    private static final String FULL = """
            {"model":"gpt-5","instructions":"Be brief.","input":[
              {"type":"message","role":"developer","content":"No jokes."},
              {"type":"message","role":"user","status":"completed","content":[
                {"type":"input_text","text":"What is on these?"},
                {"type":"input_image","image_url":"data:image/png;base64,QUJD","detail":"low"},
                {"type":"input_image","image_url":"https://e.x/1.png"},
                {"type":"input_image","file_id":"file-1"},
                {"type":"input_file","file_data":"data:application/pdf;base64,QUJD","filename":"a.pdf"},
                {"type":"input_file","file_url":"https://e.x/a.pdf"},
                {"type":"input_file","file_id":"file-2"},
                {"type":"input_audio","input_audio":{"data":"QUJD","format":"mp3"}},
                {"type":"input_hologram","hologram":"x"}]},
              {"type":"reasoning","summary":[{"type":"summary_text","text":"Look."},{"type":"summary_text","text":"See."}],
               "encrypted_content":"gAAA","id":"rs_1"},
              {"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"q"}},
              {"type":"message","role":"assistant","content":[
                {"type":"output_text","text":"A cat [1].","annotations":[
                  {"type":"url_citation","url":"https://e.x","title":"E","start_index":0,"end_index":5},
                  {"type":"file_citation","filename":"f","file_id":"file-3","index":1}],"logprobs":[]},
                {"type":"refusal","refusal":"Not more."}],"id":"msg_1","status":"completed","phase":"final_answer"},
              {"type":"message","role":"assistant","content":"And a dog."},
              {"type":"function_call","call_id":"c1","name":"f","arguments":"{\\"a\\": 1}","id":"fc_1","namespace":"n"},
              {"type":"custom_tool_call","call_id":"c2","name":"g","input":"ls -l"},
              {"type":"function_call_output","call_id":"c1","output":[
                {"type":"input_text","text":"see"},{"type":"input_image","image_url":"https://e.x/2.png"}]},
              {"type":"custom_tool_call_output","call_id":"c2","output":"total 0","id":"ctco_1"},
              {"type":"reasoning","summary":[{"type":"summary_text","text":"both"}],
               "content":[{"type":"reasoning_text","text":"whole"}],"id":"rs_2"},
              {"type":"message","role":"assistant","content":"Done."},
              {"type":"message","role":"user","content":"Thanks."}],
             "stream":true,"max_output_tokens":5,"temperature":0.5,"top_p":0.25,"top_logprobs":2,"stop":["a"],"seed":7,
             "include":["web_search_call.action.sources","reasoning.encrypted_content","message.output_text.logprobs"],
             "tools":[{"type":"function","name":"f","description":"d","parameters":{"type":"object"},"strict":true,
                       "defer_loading":true},
                      {"type":"custom","name":"g","format":{"type":"grammar","syntax":"lark","definition":"s: x"}},
                      {"type":"web_search","search_context_size":"low"}],
             "tool_choice":{"type":"allowed_tools","mode":"required",
                            "tools":[{"type":"function","name":"f"},{"type":"mcp","server_label":"s"}]},
             "parallel_tool_calls":false,
             "text":{"format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":true},
                     "verbosity":"low","other":1},
             "reasoning":{"effort":"high","summary":"auto","context":"all_turns"},
             "user":"u","metadata":{"k":"v"},"service_tier":"flex","prompt_cache_key":"p","store":false,
             "truncation":"disabled","background":false,"previous_response_id":"resp_0","safety_identifier":"s",
             "max_tool_calls":3,"prompt":{"id":"pmpt_1"}}""";

    @Test
    void writeRequest_ofOurOwn_isTheSameAgain() {
        ChatCall written = CODEC.writeRequest(read(FULL), Traits.NONE);
        assertThat(tree(written.body())).isEqualTo(tree(FULL));
        assertThat(written.dropped()).isEmpty();
        assertThat(written.apiPath()).isEqualTo("/responses");
    }

    @Test
    void readRequest_itemsOfOneTurn_areOneMessage() {
        List<Message> messages = read(FULL).messages();
        assertThat(messages)
                .extracting(Message::role)
                .containsExactly(
                        Role.SYSTEM,
                        Role.DEVELOPER,
                        Role.USER,
                        Role.ASSISTANT,
                        Role.TOOL,
                        Role.TOOL,
                        Role.ASSISTANT,
                        Role.USER);
        assertThat(messages.get(3).content())
                .extracting(block -> block.getClass().getSimpleName())
                .containsExactly("Thinking", "Thinking", "Foreign", "Text", "Refusal", "Text", "ToolCall", "ToolCall");
        assertThat(messages.get(3).content().get(1).seal()).isEqualTo(new Seal("responses", "gAAA"));
        assertThat(messages.get(6).content().get(0).flow()).isEqualTo("whole");
    }

    @Test
    void readRequest_forAnotherDialect_notesWhatItCannotHave() {
        assertThat(read(FULL).extras().fields().keySet())
                .filteredOn(name -> !name.startsWith("."))
                .containsExactlyInAnyOrder(
                        "include",
                        "previous_response_id",
                        "max_tool_calls",
                        "prompt",
                        "text.other",
                        "reasoning.context");
        assertThat(read("{\"model\":\"m\",\"input\":\"x\",\"include\":[\"reasoning.encrypted_content\"],"
                                + "\"truncation\":\"disabled\",\"background\":false,\"user\":null}")
                        .extras()
                        .fields()
                        .keySet())
                .allMatch(name -> name.startsWith("."));
    }

    @Test
    void readRequest_grammar_isInTheFormOfChats() {
        assertThat(read(FULL).tools().get(1).json())
                .isEqualTo("{\"type\":\"grammar\",\"grammar\":{\"syntax\":\"lark\",\"definition\":\"s: x\"}}");
    }

    @Test
    void writeRequest_ofAnotherDialect_isWhole() {
        ChatCall written = CODEC.writeRequest(foreign(conversation(), Reasoning.UNSAID), Traits.NONE);
        assertThat(tree(written.body())).isEqualTo(tree("""
                {"model":"m","instructions":"Be brief.\\n\\nBe kind.","input":[
                  {"type":"message","role":"user","content":[
                    {"type":"input_text","text":"Look"},
                    {"type":"input_image","image_url":"data:image/jpeg;base64,QUJD","detail":"auto"},
                    {"type":"input_image","image_url":"https://e.x/1.png","detail":"auto"},
                    {"type":"input_file","file_data":"data:application/pdf;base64,QUJD","filename":"file.pdf"},
                    {"type":"input_text","text":"plain words"}]},
                  {"type":"reasoning","summary":[{"type":"summary_text","text":"mine"}],"encrypted_content":"gAAA"},
                  {"type":"message","role":"assistant","content":"Well."},
                  {"type":"function_call","call_id":"c1","name":"f","arguments":"{\\"a\\":1}"},
                  {"type":"function_call","call_id":"call_%s","name":"f","arguments":"{}"},
                  {"type":"custom_tool_call","call_id":"c3","name":"g","input":"ls"},
                  {"type":"function_call_output","call_id":"c1","output":[
                    {"type":"input_text","text":"see"},
                    {"type":"input_image","image_url":"https://e.x/2.png","detail":"auto"}]},
                  {"type":"function_call_output","call_id":"call_%s","output":"Error: no such file"},
                  {"type":"custom_tool_call_output","call_id":"c3","output":""},
                  {"type":"message","role":"user","content":"And now?"}],
                 "stream":true,"max_output_tokens":16,"temperature":0.5,"top_logprobs":3,
                 "include":["message.output_text.logprobs"],
                 "tools":[
                   {"type":"function","name":"f","description":"d","parameters":{"type":"object","properties":{}},
                    "strict":false},
                   {"type":"custom","name":"g"}],
                 "tool_choice":{"type":"function","name":"f"},"parallel_tool_calls":true,
                 "text":{"format":{"type":"json_schema","name":"answer","schema":{"type":"object"},"strict":true}},
                 "user":"u","metadata":{"k":"v"},"store":false}""".formatted(longId(written), longId(written))));
        assertThat(written.dropped())
                .containsExactlyInAnyOrder(
                        "messages.video",
                        "messages.image",
                        "messages.server_tool_use",
                        "messages.name",
                        "top_k",
                        "seed",
                        "stop",
                        "n",
                        "tools.web_search_20250305",
                        "betas");
    }

    private static String longId(ChatCall written) {
        String id = tree(written.body()).path("input").path(4).path("call_id").asString();
        assertThat(id).matches("call_[0-9a-z]{13}");
        return id.substring("call_".length());
    }

    @Test
    void writeRequest_thatThinks_asksForSealsUnlessItIsKept() {
        Reasoning reasoning = new Reasoning(true, null, 4000, true, null);
        JsonNode written = tree(
                CODEC.writeRequest(foreign(List.of(), reasoning), Traits.NONE).body());
        assertThat(written.path("reasoning")).isEqualTo(tree("{\"effort\":\"medium\",\"summary\":\"auto\"}"));
        assertThat(written.path("include").toString()).contains("reasoning.encrypted_content");
        Traits lacks = new Traits(
                Set.of("reasoning.encrypted_content", "reasoning.summary", "reasoning.effort=medium"), Map.of(), 1);
        written = tree(CODEC.writeRequest(foreign(List.of(), reasoning), lacks).body());
        assertThat(written.path("reasoning")).isEqualTo(tree("{\"effort\":\"low\"}"));
        assertThat(written.path("include").toString()).doesNotContain("encrypted");
    }

    @Test
    void writeRequest_thoughtsForAProviderThatSealsNothing_areTold() {
        Traits traits = new Traits(Set.of("reasoning.encrypted_content", "instructions"), Map.of(), 1);
        List<Message> messages = List.of(
                said(Role.SYSTEM, Content.Text.of("s")),
                said(Role.USER, Content.Text.of("q")),
                said(Role.ASSISTANT, new Content.Thinking("t", null, false, Notes.NONE), Content.Text.of("a")));
        JsonNode written = tree(
                CODEC.writeRequest(foreign(messages, Reasoning.UNSAID), traits).body());
        assertThat(written.path("input")).isEqualTo(tree("""
                [{"type":"message","role":"system","content":"s"},{"type":"message","role":"user","content":"q"},
                 {"type":"reasoning","summary":[],"content":[{"type":"reasoning_text","text":"t"}]},
                 {"type":"message","role":"assistant","content":"a"}]"""));
    }

    @Test
    void writeRequest_thoughtsOfOtherProviders_areLeftOut() {
        String input = "{\"model\":\"m\",\"input\":["
                + "{\"type\":\"reasoning\",\"id\":\"rs_aig1_r_0\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"t\"}],"
                + "\"encrypted_content\":\"aig1.anthropic..c2ln\"},"
                + "{\"type\":\"reasoning\",\"id\":\"rs_aig1_r_1\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"t\"}]},"
                + "{\"type\":\"message\",\"id\":\"msg_aig1_r_2\",\"role\":\"assistant\",\"status\":\"completed\","
                + "\"content\":[{\"type\":\"output_text\",\"text\":\"a\",\"annotations\":[]}]}]}";
        ChatRequest read = read(input);
        assertThat(read.messages().get(0).content().get(0).seal()).isEqualTo(new Seal("anthropic", "c2ln"));
        assertThat(tree(CODEC.writeRequest(read, Traits.NONE).body()).path("input"))
                .isEqualTo(tree("[{\"type\":\"message\",\"role\":\"assistant\",\"status\":\"completed\","
                        + "\"content\":[{\"type\":\"output_text\",\"text\":\"a\",\"annotations\":[]}]}]"));
    }

    @Test
    void readRequest_anyFieldConfused_isTheClientsFaultOrFine() {
        int read = TypeConfusion.read(FULL, body -> CODEC.writeRequest(CODEC.readRequest(CALL, body), Traits.NONE));

        assertThat(read).isGreaterThan(2550);
    }

    private static List<Message> conversation() {
        Notes marked = new Notes(new Content.CacheMark("5m"), Extras.NONE);
        return List.of(
                said(Role.SYSTEM, Content.Text.of("Be brief."), new Content.Text("Be kind.", List.of(), null, marked)),
                new Message(Role.USER, "ann", media(), Extras.NONE),
                said(
                        Role.ASSISTANT,
                        new Content.Thinking("theirs", new Seal("anthropic", "c2ln"), false, Notes.NONE),
                        new Content.Thinking("mine", new Seal("responses", "gAAA"), false, Notes.NONE),
                        new Content.Thinking("nobody's", null, false, Notes.NONE),
                        Content.Text.of("Well."),
                        new Content.Foreign("anthropic", "server_tool_use", "{}", Notes.NONE),
                        call("c1", "f", "{\"a\":1}", false),
                        call("c 2", "f", "", false),
                        call("c3", "g", "ls", true)),
                said(
                        Role.USER,
                        Content.Text.of("And now?"),
                        result("c1", false, Content.Text.of("see"), image(Source.Kind.URL, "https://e.x/2.png", null)),
                        result("c 2", true, Content.Text.of("no such file")),
                        result("c3", false)));
    }

    private static List<Content> media() {
        return List.of(
                Content.Text.of("Look"),
                image(Source.Kind.BASE64, "QUJD", "image/jpeg"),
                image(Source.Kind.URL, "https://e.x/1.png", null),
                image(Source.Kind.UPLOADED, "files/x", null),
                new Content.Media(
                        Modality.FILE, new Source(Source.Kind.BASE64, "QUJD"), "application/pdf", null, Notes.NONE),
                new Content.Media(
                        Modality.FILE, new Source(Source.Kind.PLAIN, "plain words"), "text/plain", null, Notes.NONE),
                new Content.Media(
                        Modality.VIDEO, new Source(Source.Kind.URL, "https://e.x/v"), null, null, Notes.NONE));
    }

    private static ChatRequest foreign(List<Message> messages, Reasoning reasoning) {
        return new ChatRequest(
                "anthropic",
                "m",
                Streaming.PIECES,
                messages,
                List.of(
                        new Tool(Tool.Kind.FUNCTION, "f", "d", null, null, Notes.NONE),
                        new Tool(Tool.Kind.CUSTOM, "g", null, null, null, Notes.NONE),
                        new Tool(Tool.Kind.FOREIGN, "web_search_20250305", null, "{}", null, Notes.NONE)),
                ToolChoice.named("f"),
                true,
                new Sampling(1, 0.5, null, 40, null, null, 7L, List.of("x"), 2, true, 3),
                OutputFormat.schema("", null, "{\"type\":\"object\"}", true),
                null,
                reasoning,
                new ChatRequest.Account("u", Map.of("k", "v"), null, null, null),
                new Extras(Map.of("betas", "[]")));
    }

    private static Message said(Role role, Content... content) {
        return new Message(role, null, List.of(content), Extras.NONE);
    }

    private static Content call(String id, String name, String arguments, boolean custom) {
        return new Content.ToolCall(id, name, arguments, custom, null, Notes.NONE);
    }

    private static Content result(String id, boolean failed, Content... content) {
        return new Content.ToolResult(id, "f", List.of(content), failed, Notes.NONE);
    }

    private static Content image(Source.Kind kind, String value, String type) {
        return new Content.Media(Modality.IMAGE, new Source(kind, value), type, null, Notes.NONE);
    }

    private static ChatRequest read(String body) {
        return CODEC.readRequest(CALL, Json.parse(body.getBytes(UTF_8)));
    }

    private static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    private static JsonNode tree(byte[] json) {
        return MAPPER.readTree(json);
    }
}
