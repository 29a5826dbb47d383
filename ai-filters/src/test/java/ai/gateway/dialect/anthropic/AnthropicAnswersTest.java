package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerEvent.BlockBegan;
import ai.gateway.exchange.AnswerEvent.BlockEnded;
import ai.gateway.exchange.AnswerEvent.Piece;
import ai.gateway.exchange.AnswerEvent.Sealed;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers as clients of the Messages API take them, event by event, and as its providers give them. */
class AnthropicAnswersTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String BEGAN = "message_start {'type':'message_start','message':{'id':'id1','type':'message',"
            + "'role':'assistant','model':'m1','content':[],'stop_reason':null,'stop_sequence':null,"
            + "'usage':{'input_tokens':0,'output_tokens':0}}}";
    private static final String STOP = "message_stop {'type':'message_stop'}";

    @Test
    void answerWriter_interleavedCalls_oneBlockAfterTheOther() {
        List<String> frames = written(
                "gemini",
                new AnswerEvent.Began("id1", "m1", 5, Extras.NONE),
                begins(0, new Content.Thinking("", null, false, Notes.NONE)),
                new Piece(0, 0, "Hm."),
                new Sealed(0, 0, new Seal("anthropic", "sig")),
                new BlockEnded(0, 0),
                begins(1, Content.Text.of("")),
                new Piece(0, 1, "Hi"),
                new AnswerEvent.Cited(0, 1, new Citation("https://e.x", null, "c", 0, 2, Extras.NONE)),
                new BlockEnded(0, 1),
                begins(2, call("c1", "a")),
                begins(3, call("c2", "b")),
                new Piece(0, 3, "{}"),
                new Piece(0, 2, "{\"x\":"),
                new Sealed(0, 2, new Seal("gemini", "g")),
                new BlockEnded(0, 3),
                new Piece(0, 2, "1}"),
                new BlockEnded(0, 2),
                new AnswerEvent.Finished(0, FinishReason.TOOL_CALLS, null, Extras.NONE),
                new AnswerEvent.Used(new Usage(10, 3, -1, 7, 2), Extras.NONE),
                new AnswerEvent.Ended());
        assertThat(frames)
                .containsExactly(
                        BEGAN,
                        start(0, "{'type':'thinking','thinking':'','signature':''}"),
                        delta(0, "{'type':'thinking_delta','thinking':'Hm.'}"),
                        delta(0, "{'type':'signature_delta','signature':'sig'}"),
                        stop(0),
                        start(1, "{'type':'text','text':''}"),
                        delta(1, "{'type':'text_delta','text':'Hi'}"),
                        delta(
                                1,
                                "{'type':'citations_delta','citation':{'type':'web_search_result_location',"
                                        + "'encrypted_index':'','cited_text':'c','url':'https://e.x','title':null}}"),
                        stop(1),
                        start(2, "{'type':'tool_use','id':'c1','name':'a','input':{}}"),
                        delta(2, "{'type':'input_json_delta','partial_json':'{\\'x\\':'}"),
                        delta(2, "{'type':'input_json_delta','partial_json':'1}'}"),
                        stop(2),
                        start(3, "{'type':'redacted_thinking','data':'aig1.gemini.YzE.g'}"),
                        stop(3),
                        start(4, "{'type':'tool_use','id':'c2','name':'b','input':{}}"),
                        delta(4, "{'type':'input_json_delta','partial_json':'{}'}"),
                        stop(4),
                        end(
                                "{'stop_reason':'tool_use','stop_sequence':null}",
                                "{'input_tokens':10,'cache_read_input_tokens':3,'output_tokens':7,"
                                        + "'output_tokens_details':{'thinking_tokens':2}}"),
                        STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,,end_turn",
        "STOP,END,stop_sequence",
        "LENGTH,,max_tokens",
        "TOOL_CALLS,,tool_use",
        "CONTENT_FILTER,,refusal",
        "REFUSAL,,refusal",
        "PAUSE,,pause_turn",
        "ERROR,,end_turn",
        "OTHER,,end_turn"
    })
    void answerWriter_everyFinish_isAReasonOfTheApi(FinishReason reason, String sequence, String word) {
        List<String> frames = written(
                "openai",
                new AnswerEvent.Began("id1", "m1", 5, Extras.NONE),
                new AnswerEvent.Finished(0, reason, sequence, Extras.NONE),
                new AnswerEvent.Ended());
        String quoted = sequence == null ? "null" : "'" + sequence + "'";
        assertThat(frames)
                .containsExactly(
                        BEGAN,
                        end(
                                "{'stop_reason':'" + word + "','stop_sequence':" + quoted + "}",
                                "{'input_tokens':0,'output_tokens':0}"),
                        STOP);
    }

    @Test
    void answerWriter_refusalAndHiddenThought_areATextAndASecret() {
        List<String> frames = written(
                "responses",
                new AnswerEvent.Began("id1", "m1", 5, Extras.NONE),
                begins(0, new Content.Thinking("", null, true, Notes.NONE)),
                new Sealed(0, 0, new Seal("responses", "enc")),
                new BlockEnded(0, 0),
                begins(1, new Content.Refusal("", Notes.NONE)),
                new Piece(0, 1, "No."),
                new BlockEnded(0, 1),
                new AnswerEvent.BlockBegan(1, 0, Content.Text.of("")),
                new Piece(1, 0, "of another choice"),
                new AnswerEvent.Finished(0, FinishReason.STOP, null, Extras.NONE),
                new AnswerEvent.Ended());
        assertThat(frames)
                .containsExactly(
                        BEGAN,
                        start(0, "{'type':'redacted_thinking','data':'aig1.responses..enc'}"),
                        stop(0),
                        start(1, "{'type':'text','text':''}"),
                        delta(1, "{'type':'text_delta','text':'No.'}"),
                        stop(1),
                        end("{'stop_reason':'refusal','stop_sequence':null}", "{'input_tokens':0,'output_tokens':0}"),
                        STOP);
    }

    @Test
    void answerWriter_customCall_isAnObjectWithItsInput() {
        List<String> frames = written(
                "openai",
                new AnswerEvent.Began("id1", "m1", 5, Extras.NONE),
                begins(0, new Content.ToolCall("c1", "a", "", true, null, Notes.NONE)),
                new Piece(0, 0, "say \""),
                new Piece(0, 0, "hi\""),
                new BlockEnded(0, 0),
                new AnswerEvent.Ended());
        StringBuilder input = new StringBuilder();
        for (String frame : frames) {
            input.append(MAPPER.readTree(frame.substring(frame.indexOf('{')).replace('\'', '"'))
                    .at("/delta/partial_json")
                    .asString(""));
        }
        assertThat(input.toString().replace('"', '\'')).isEqualTo("{'input':'say \\'hi\\''}");
    }

    @Test
    void answerWriter_failureInMidStream_isTheLastEvent() {
        List<String> frames = written(
                "openai",
                new AnswerEvent.Began("id1", "m1", 5, Extras.NONE),
                begins(0, Content.Text.of("")),
                new AnswerEvent.Failed(Failure.told("Overloaded", new Failure.Origin(0, "overloaded_error", ""))),
                new Piece(0, 0, "late"),
                new AnswerEvent.Ended());
        assertThat(frames)
                .containsExactly(
                        BEGAN,
                        start(0, "{'type':'text','text':''}"),
                        "error {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'},"
                                + "'request_id':'req-1'}");
    }

    @Test
    void writeAnswer_sealedByAnother_comesBackInTheNextTurn() {
        Seal seal = new Seal("gemini", "g.1");
        List<Content> content = List.of(
                new Content.Thinking("Hm.", seal, false, Notes.NONE),
                new Content.Thinking("", new Seal("responses", "enc"), true, Notes.NONE),
                new Content.Text("Hi", List.of(), seal, Notes.NONE),
                new Content.ToolCall("c1", "a", "{\"x\":1}", false, seal, Notes.NONE));
        Answer answer = new Answer(
                "",
                "",
                -1,
                List.of(new Answer.Choice(0, content, FinishReason.TOOL_CALLS, null, null, Extras.NONE)),
                new Usage(1, -1, -1, 2, -1),
                Extras.NONE,
                Extras.NONE);
        JsonNode written = MAPPER.readTree(new AnthropicChat().writeAnswer(answer, asked("gemini")));
        JsonNode expected = MAPPER.readTree("""
                {"id":"req-1","type":"message","role":"assistant","model":"m","content":[
                  {"type":"thinking","thinking":"Hm.","signature":"aig1.gemini..g.1"},
                  {"type":"redacted_thinking","data":"aig1.responses..enc"},
                  {"type":"text","text":"Hi"},{"type":"redacted_thinking","data":"aig1.gemini.dGV4dA.g.1"},
                  {"type":"tool_use","id":"c1","name":"a","input":{"x":1}},
                  {"type":"redacted_thinking","data":"aig1.gemini.YzE.g.1"}],
                 "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2}}""");
        assertThat(written).isEqualTo(expected);
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"content\":" + written.get("content") + "}]}";
        ChatRequest next = new AnthropicChat()
                .readRequest(Call.of("anthropic", Operation.CHAT, "/v1/messages"), Json.parse(body.getBytes(UTF_8)));
        assertThat(next.messages().get(0).content()).isEqualTo(content);
    }

    @Test
    void answerReader_cutStream_endsWhatIsOpen() {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = new AnthropicChat().answerReader(events::add);
        frame(reader, "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':''}}");
        frame(reader, "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'s1'}}");
        frame(reader, "{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'s2'}}");
        frame(
                reader,
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'c','name':'f',"
                        + "'input':{'x':1}}}");
        reader.end();
        assertThat(events)
                .containsExactly(
                        begins(0, new Content.Thinking("", null, false, Notes.NONE)),
                        begins(1, call("c", "f")),
                        new Sealed(0, 0, new Seal("anthropic", "s1s2")),
                        new BlockEnded(0, 0),
                        new Piece(0, 1, "{\"x\":1}"),
                        new BlockEnded(0, 1),
                        new AnswerEvent.Ended());
    }

    @Test
    void take_beforeTheFirstBlock_hasTheStartAlready() {
        AnswerWriter writer = new AnthropicChat().answerWriter(asked("anthropic"));
        assertThat(writer.take()).isEmpty();
        writer.accept(new AnswerEvent.Began("msg_1", "m1", -1, Extras.NONE));
        writer.accept(new AnswerEvent.Used(new Usage(9, -1, -1, 1, -1), Extras.NONE));
        assertThat(new String(writer.take(), UTF_8)).contains("message_start", "\"input_tokens\":9");
        assertThat(writer.take()).isEmpty();
    }

    @Test
    void answerReader_serverToolsAndCompaction_areShownWhole() {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = new AnthropicChat().answerReader(events::add);
        frame(
                reader,
                "{'type':'content_block_start','index':0,'content_block':{'type':'server_tool_use','id':'s',"
                        + "'name':'web_search','input':{}}}");
        frame(reader, "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':''}}");
        frame(
                reader,
                "{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta',"
                        + "'partial_json':'{\\'q\\':1}'}}");
        frame(reader, "{'type':'content_block_stop','index':0}");
        frame(reader, "{'type':'content_block_start','index':1,'content_block':{'type':'compaction','content':null}}");
        frame(reader, "{'type':'content_block_delta','index':1,'delta':{'type':'compaction_delta','content':'sum'}}");
        frame(reader, "{'type':'message_delta','delta':{'stop_reason':'compaction'},'usage':{'output_tokens':1}}");
        reader.end();
        AnswerFold fold = new AnswerFold();
        events.forEach(fold);
        Answer.Choice choice = fold.toAnswer().choices().get(0);
        assertThat(choice.content())
                .extracting(block -> ((Content.Foreign) block).json().replace('"', '\''))
                .containsExactly(
                        "{'type':'server_tool_use','id':'s','name':'web_search','input':{'q':1}}",
                        "{'type':'compaction','content':'sum'}");
        assertThat(choice.finish()).isEqualTo(FinishReason.PAUSE);
        assertThat(choice.extras().fields()).containsEntry("stop_reason", "\"compaction\"");
    }

    @Test
    void answerReader_nonsense_throwsNothing() {
        String[] frames = {
            "1",
            "[]",
            "{}",
            "{'type':1}",
            "{'type':'message_start'}",
            "{'type':'message_start','message':[]}",
            "{'type':'content_block_start'}",
            "{'type':'content_block_start','index':'a','content_block':{'type':1}}",
            "{'type':'content_block_delta','index':7,'delta':{'text':'free'}}",
            "{'type':'content_block_delta','index':7,'delta':{'citation':1,'partial_json':{},'signature':[]}}",
            "{'type':'content_block_start','index':7,'content_block':{'type':'tool_use','input':[]}}",
            "{'type':'content_block_start','index':7,'content_block':{'type':'text','citations':[1,{}]}}",
            "{'type':'message_delta'}",
            "{'type':'message_delta','delta':{'stop_reason':'x'},'usage':[]}",
            "{'type':'message_stop'}",
            "{'type':'content_block_stop','index':7}"
        };
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = new AnthropicChat().answerReader(events::add);
        for (String frame : frames) {
            frame(reader, frame);
            new AnthropicChat().readAnswer(json(frame), event -> {});
        }
        reader.end();
        assertThat(events.get(events.size() - 1)).isEqualTo(new AnswerEvent.Ended());
        assertThat(events.stream().filter(AnswerEvent.Ended.class::isInstance)).hasSize(1);
        AnswerFold fold = new AnswerFold();
        events.forEach(fold);
        assertThat(fold.toAnswer().choices().get(0).content().get(0).flow()).isEqualTo("free");
    }

    @Test
    void answerReader_anyFieldOfAnyType_throwsNothing() {
        String stream = """
                [{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m",
                  "content":[],"stop_reason":null,"usage":{"input_tokens":3,"cache_read_input_tokens":1,
                  "output_tokens":1,"cache_creation":{"ephemeral_5m_input_tokens":0}}}},
                 {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"",
                  "signature":""}},
                 {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}},
                 {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}},
                 {"type":"content_block_stop","index":0},
                 {"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"d"}},
                 {"type":"content_block_stop","index":1},
                 {"type":"content_block_start","index":2,"content_block":{"type":"text","text":"","citations":[]}},
                 {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Hi"}},
                 {"type":"content_block_delta","index":2,"delta":{"type":"citations_delta","citation":{
                  "type":"char_location","cited_text":"c","document_index":0,"document_title":"t"}}},
                 {"type":"content_block_stop","index":2},
                 {"type":"content_block_start","index":3,"content_block":{"type":"server_tool_use","id":"s",
                  "name":"web_search","input":{}}},
                 {"type":"content_block_delta","index":3,"delta":{"type":"input_json_delta","partial_json":"{}"}},
                 {"type":"content_block_stop","index":3},
                 {"type":"content_block_start","index":4,"content_block":{"type":"tool_use","id":"t","name":"f",
                  "input":{},"caller":{"type":"direct"}}},
                 {"type":"content_block_delta","index":4,"delta":{"type":"input_json_delta","partial_json":"{}"}},
                 {"type":"content_block_stop","index":4},
                 {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null,"container":{}},
                  "usage":{"output_tokens":9,"output_tokens_details":{"thinking_tokens":2},"iterations":[
                   {"type":"advisor_message","input_tokens":1}]},"context_management":{"applied_edits":[]}},
                 {"type":"message_stop"}]""";
        List<String> read = new ArrayList<>();
        Mutants.of(MAPPER.readTree(stream), (pointer, value, mutant) -> {
            try {
                List<AnswerEvent> events = new ArrayList<>();
                AnswerReader reader = new AnthropicChat().answerReader(events::add);
                Json.parse(mutant).items().forEach(frame -> reader.frame("", frame));
                reader.end();
                read.add(pointer);
                AnswerWriter writer = new AnthropicChat().answerWriter(asked("anthropic"));
                events.forEach(writer);
                AnswerFold fold = new AnswerFold();
                events.forEach(fold);
                byte[] whole = new AnthropicChat().writeAnswer(fold.toAnswer(), asked("anthropic"));
                new AnthropicChat().readAnswer(Json.parse(whole), event -> {});
                assertThat(new String(writer.take(), UTF_8)).endsWith("}\n\n");
            } catch (RuntimeException unexpected) {
                throw new AssertionError(pointer + " = " + value, unexpected);
            }
        });
        assertThat(read).hasSizeGreaterThan(1000);
    }

    @Test
    void answerReader_overloaded_saysItInTheProvidersWords() {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = new AnthropicChat().answerReader(events::add);
        frame(reader, "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}");
        reader.end();
        assertThat(events)
                .containsExactly(new AnswerEvent.Failed(
                        Failure.told("Overloaded", new Failure.Origin(0, "overloaded_error", ""))));
    }

    private static List<String> written(String spoken, AnswerEvent... events) {
        AnswerWriter writer = new AnthropicChat().answerWriter(asked(spoken));
        StringBuilder text = new StringBuilder();
        for (AnswerEvent event : events) {
            writer.accept(event);
            text.append(new String(writer.take(), UTF_8));
        }
        List<String> frames = new ArrayList<>();
        for (String frame : text.toString().split("\n\n", -1)) {
            if (!frame.isEmpty()) {
                assertThat(frame).matches("event: [a-z_]+\ndata: \\{.*}");
                frames.add(frame.replace("event: ", "").replace("\ndata: ", " ").replace('"', '\''));
            }
        }
        return frames;
    }

    private static Asked asked(String spoken) {
        Call call = Call.of("anthropic", Operation.CHAT, "/v1/messages");
        ChatRequest request =
                new AnthropicChat().readRequest(call, json("{'model':'m','max_tokens':1,'stream':true,'messages':[]}"));
        return new Asked(call, request, spoken, "req-1", 5);
    }

    private static BlockBegan begins(int block, Content head) {
        return new BlockBegan(0, block, head);
    }

    private static Content call(String id, String name) {
        return new Content.ToolCall(id, name, "", false, null, Notes.NONE);
    }

    private static String start(int index, String block) {
        return "content_block_start {'type':'content_block_start','index':" + index + ",'content_block':" + block + "}";
    }

    private static String delta(int index, String delta) {
        return "content_block_delta {'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
    }

    private static String stop(int index) {
        return "content_block_stop {'type':'content_block_stop','index':" + index + "}";
    }

    private static String end(String delta, String usage) {
        return "message_delta {'type':'message_delta','delta':" + delta + ",'usage':" + usage + "}";
    }

    private static void frame(AnswerReader reader, String frame) {
        reader.frame("", json(frame));
    }

    private static Json json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(UTF_8));
    }
}
