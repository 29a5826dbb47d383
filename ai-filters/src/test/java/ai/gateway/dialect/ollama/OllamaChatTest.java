package ai.gateway.dialect.ollama;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.ChatKit;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.testing.TypeConfusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

import static ai.gateway.dialect.ChatKit.call;
import static ai.gateway.dialect.ChatKit.json;
import static ai.gateway.dialect.ChatKit.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OllamaChatTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ChatCodec OLLAMA = new OllamaDialect().chat();
    private static final Call CALL = Call.of("ollama", Operation.CHAT, "/api/chat");
    private static final ChatKit KIT = new ChatKit(OLLAMA, CALL);

    private static final String QUESTION = """
            {"model":"qwen3","messages":[
              {"role":"system","content":"be brief"},
              {"role":"user","content":"look","images":["iVBORw0KGgoAAA","/9j/AAA"]},
              {"role":"assistant","content":"","thinking":"hm","tool_calls":[
                {"function":{"name":"a","arguments":{"q":1}}},
                {"function":{"name":"b","arguments":{}}},
                {"function":{"name":"a","arguments":{"q":2}}}]},
              {"role":"tool","content":"B","tool_name":"b"},
              {"role":"tool","content":"A1","tool_name":"a"},
              {"role":"tool","content":"A2"},
              {"role":"assistant","content":"done"},
              {"role":"user","content":"more"}],
             "tools":[{"type":"function","function":{"name":"a","description":"d","parameters":{"type":"object"}}}],
             "stream":false,"think":"high","format":{"type":"object"},"keep_alive":"5m","logprobs":true,"top_logprobs":2,
             "options":{"num_predict":9,"temperature":0.5,"top_p":0.9,"top_k":3,"seed":7,"stop":["x"],
               "frequency_penalty":0.1,"presence_penalty":0.2,"num_ctx":4096}}""";

    @Test
    void writeRequest_readFromItsOwn_isTheSameWithIds() {
        ChatCall written = OLLAMA.writeRequest(OLLAMA.readRequest(CALL, json(QUESTION)), Traits.NONE);

        assertThat(written.dropped()).isEmpty();
        assertThat(written.apiPath()).isEqualTo("/api/chat");
        assertThat(MAPPER.readTree(written.body()))
                .isEqualTo(MAPPER.readTree(QUESTION.replace(
                                "{\"function\":{\"name\":\"a\",\"arguments\":{\"q\":1}}}",
                                "{\"id\":\"call_1\",\"function\":{\"name\":\"a\",\"arguments\":{\"q\":1}}}")
                        .replace(
                                "{\"function\":{\"name\":\"b\",\"arguments\":{}}}",
                                "{\"id\":\"call_2\",\"function\":{\"name\":\"b\",\"arguments\":{}}}")
                        .replace(
                                "{\"function\":{\"name\":\"a\",\"arguments\":{\"q\":2}}}",
                                "{\"id\":\"call_3\",\"function\":{\"name\":\"a\",\"arguments\":{\"q\":2}}}")
                        .replace("\"tool_name\":\"b\"", "\"tool_name\":\"b\",\"tool_call_id\":\"call_2\"")
                        .replace(
                                "\"content\":\"A1\",\"tool_name\":\"a\"",
                                "\"content\":\"A1\",\"tool_name\":\"a\",\"tool_call_id\":\"call_1\"")
                        .replace(
                                "\"content\":\"A2\"",
                                "\"content\":\"A2\",\"tool_name\":\"a\",\"tool_call_id\":\"call_3\"")));
    }

    @Test
    void writeRequest_ofOllamaForOpenAi_carriesWhatItCan() {
        ChatRequest request = OLLAMA.readRequest(CALL, json(QUESTION));
        ChatCall written = new OpenAiDialect().chat().writeRequest(request, Traits.NONE);

        assertThat(written.dropped()).containsExactly("keep_alive", "options.num_ctx");
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree("""
                {"model":"qwen3","messages":[
                  {"role":"system","content":"be brief"},
                  {"role":"user","content":[{"type":"text","text":"look"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAA"}},
                    {"type":"image_url","image_url":{"url":"data:image/jpeg;base64,/9j/AAA"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
                    {"id":"call_1","type":"function","function":{"name":"a","arguments":"{\\"q\\":1}"}},
                    {"id":"call_2","type":"function","function":{"name":"b","arguments":"{}"}},
                    {"id":"call_3","type":"function","function":{"name":"a","arguments":"{\\"q\\":2}"}}]},
                  {"role":"tool","tool_call_id":"call_2","name":"b","content":"B"},
                  {"role":"tool","tool_call_id":"call_1","name":"a","content":"A1"},
                  {"role":"tool","tool_call_id":"call_3","name":"a","content":"A2"},
                  {"role":"assistant","content":"done"},
                  {"role":"user","content":"more"}],
                 "max_tokens":9,"temperature":0.5,"top_p":0.9,"top_k":3,"frequency_penalty":0.1,"presence_penalty":0.2,
                 "seed":7,"stop":["x"],"logprobs":true,"top_logprobs":2,
                 "tools":[{"type":"function","function":{"name":"a","description":"d","parameters":{"type":"object"}}}],
                 "response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},
                 "reasoning_effort":"high"}"""));
    }

    @Test
    void writeRequest_ofOpenAi_isValidAndTellsWhatIsLost() {
        ChatCall written = KIT.fromOpenAi("""
                {"model":"m","stream":true,"messages":[
                  {"role":"developer","content":"d"},
                  {"role":"user","name":"joe","content":[{"type":"text","text":"t"},{"type":"text","text":"u"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                    {"type":"image_url","image_url":{"url":"https://e.x/a.png"}},
                    {"type":"input_audio","input_audio":{"data":"AA","format":"wav"}},
                    {"type":"file","file":{"file_id":"f"}}]},
                  {"role":"assistant","content":"so","reasoning_content":"hm","tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"f","arguments":""}},
                    {"id":"c2","type":"custom","custom":{"name":"sh","input":"ls"}},
                    {"id":"c3","type":"function","function":{"name":"f","arguments":"{\\"cut"}},
                    {"id":"c4","type":"function","function":{"name":"f","arguments":"[1]"}}]},
                  {"role":"tool","tool_call_id":"c2","content":"r"}],
                 "tools":[{"type":"function","function":{"name":"f","strict":true}},
                   {"type":"function","function":{"name":"g"}},{"type":"web_search"}],
                 "tool_choice":{"type":"function","function":{"name":"f"}},
                 "parallel_tool_calls":false,"response_format":{"type":"json_object"},"reasoning_effort":"low",
                 "max_tokens":5,"n":2,"user":"u","metadata":{"a":"b"},"store":true,
                 "service_tier":"flex","prompt_cache_key":"k","verbosity":"low","logit_bias":{}}""");

        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree("""
                {"model":"m","messages":[
                  {"role":"system","content":"d"},
                  {"role":"user","content":"t\\nu","images":["AAAA"]},
                  {"role":"assistant","content":"so","thinking":"hm","tool_calls":[
                    {"id":"c1","function":{"name":"f","arguments":{}}},
                    {"id":"c2","function":{"name":"sh","arguments":{"input":"ls"}}},
                    {"id":"c3","function":{"name":"f","arguments":{"input":"{\\"cut"}}},
                    {"id":"c4","function":{"name":"f","arguments":{"value":[1]}}}]},
                  {"role":"tool","content":"r","tool_name":"sh","tool_call_id":"c2"}],
                 "stream":true,"options":{"num_predict":5},
                 "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}}],
                 "format":"json","think":true}"""));
        assertThat(written.dropped())
                .containsExactlyInAnyOrder(
                        "messages.name",
                        "messages.image_url",
                        "messages.audio",
                        "messages.file",
                        "n",
                        "tool_choice",
                        "tools.strict",
                        "parallel_tool_calls",
                        "verbosity",
                        "user",
                        "metadata",
                        "service_tier",
                        "prompt_cache_key",
                        "store",
                        "logit_bias");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-oss:20b, xhigh, '\"max\"'",
        "gpt-oss:20b, minimal, '\"low\"'",
        "qwen3, high, true",
        "qwen3, none, false",
        "gpt-oss:20b, none, false"
    })
    void writeRequest_effort_isAWordForModelsThatTakeWords(String model, String effort, String think) {
        ChatCall written =
                KIT.fromOpenAi("{\"model\":\"" + model + "\",\"messages\":[],\"reasoning_effort\":\"" + effort + "\"}");

        assertThat(MAPPER.readTree(written.body()).get("think")).hasToString(think);
    }

    @Test
    void writeRequest_noToolMayBeCalled_offersNone() {
        ChatCall written = KIT.fromOpenAi("""
                {"model":"m","messages":[],"tool_choice":"none","tools":[{"type":"function","function":{"name":"f"}}]}""");

        assertThat(MAPPER.readTree(written.body()).has("tools")).isFalse();
        assertThat(written.dropped()).isEmpty();
    }

    @Test
    void writeRequest_resultsOfOtherDialects_becomeMessagesWithPictures() {
        Content.Media picture = new Content.Media(
                Modality.IMAGE, new Content.Source(Content.Source.Kind.BASE64, "AAAA"), "image/png", null, Notes.NONE);
        Content.Media page = new Content.Media(
                Modality.FILE, new Content.Source(Content.Source.Kind.PLAIN, "page"), "text/plain", "p", Notes.NONE);
        Message call = new Message(
                Message.Role.ASSISTANT,
                null,
                List.of(
                        new Content.Thinking("", new Seal("anthropic", "s"), true, Notes.NONE),
                        new Content.ToolCall("toolu/1", "f", "{}", false, null, Notes.NONE)),
                Extras.NONE);
        Message results = new Message(
                Message.Role.USER,
                null,
                List.of(
                        new Content.ToolResult(
                                "toolu/1", "", List.of(Content.Text.of("no"), picture, page), true, Notes.NONE),
                        Content.Text.of("go on")),
                Extras.NONE);

        ChatCall written = OLLAMA.writeRequest(request("anthropic", call, results), Traits.NONE);

        String id = MAPPER.readTree(written.body())
                .at("/messages/0/tool_calls/0/id")
                .asString();
        assertThat(MAPPER.readTree(written.body()).get("messages")).isEqualTo(MAPPER.readTree("""
                [{"role":"assistant","content":"","tool_calls":[
                   {"id":"ID","function":{"name":"f","arguments":{}}}]},
                 {"role":"tool","content":"Error: no\\npage","tool_name":"f","tool_call_id":"ID","images":["AAAA"]},
                 {"role":"user","content":"go on"}]""".replace("ID", id)));
        assertThat(id).matches("call_[0-9a-z]{13}");
        assertThat(written.dropped()).isEmpty();
    }

    @Test
    void readRequest_ofWrongTypes_isInvalidOrFine() {
        int read =
                TypeConfusion.read(QUESTION, body -> OLLAMA.writeRequest(OLLAMA.readRequest(CALL, body), Traits.NONE));

        assertThat(read).isGreaterThan(800);
    }

    @Test
    void answerWriter_thoughtsTextAndInterleavedCalls_keepsTheGrammar() {
        List<AnswerEvent> events = List.of(
                new AnswerEvent.Began("id1", "m", 1_760_000_000L, Extras.NONE),
                new AnswerEvent.BlockBegan(0, 0, new Content.Thinking("", null, false, Notes.NONE)),
                new AnswerEvent.Piece(0, 0, "hm"),
                new AnswerEvent.Sealed(0, 0, new Seal("anthropic", "sig")),
                new AnswerEvent.BlockEnded(0, 0),
                new AnswerEvent.BlockBegan(0, 1, Content.Text.of("")),
                new AnswerEvent.Piece(0, 1, "a"),
                new AnswerEvent.BlockEnded(0, 1),
                new AnswerEvent.BlockBegan(0, 2, call("c1", "f")),
                new AnswerEvent.BlockBegan(0, 3, call("c2", "g")),
                new AnswerEvent.Piece(0, 3, "{\"y\":\n"),
                new AnswerEvent.Piece(0, 2, "{\"x\":1}"),
                new AnswerEvent.Piece(0, 3, "2}"),
                new AnswerEvent.BlockEnded(0, 3),
                new AnswerEvent.BlockEnded(0, 2),
                new AnswerEvent.Finished(0, FinishReason.TOOL_CALLS, null, Extras.NONE),
                new AnswerEvent.Used(new Usage(7, 3, Usage.ABSENT, 4, 2), Extras.NONE),
                new AnswerEvent.Ended());

        String head = "{\"model\":\"m\",\"created_at\":\"2025-10-09T08:53:20Z\",\"message\":{\"role\":\"assistant\",";
        assertThat(KIT.streamed(events).lines())
                .containsExactly(
                        head + "\"content\":\"\",\"thinking\":\"hm\"},\"done\":false}",
                        head + "\"content\":\"a\"},\"done\":false}",
                        head + "\"content\":\"\",\"tool_calls\":[{\"id\":\"c1\",\"function\":"
                                + "{\"index\":0,\"name\":\"f\",\"arguments\":{\"x\":1}}}]},\"done\":false}",
                        head + "\"content\":\"\",\"tool_calls\":[{\"id\":\"c2\",\"function\":"
                                + "{\"index\":1,\"name\":\"g\",\"arguments\":{\"y\": 2}}}]},\"done\":false}",
                        head + "\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\","
                                + "\"prompt_eval_count\":10,\"eval_count\":4}");
    }

    @Test
    void answerWriter_cutRefusalOfTheFirstChoice_saysLength() {
        List<String> lines = KIT.streamed(List.of(
                        new AnswerEvent.BlockBegan(0, 0, new Content.Refusal("", Notes.NONE)),
                        new AnswerEvent.BlockBegan(1, 0, Content.Text.of("")),
                        new AnswerEvent.Piece(1, 0, "other"),
                        new AnswerEvent.Piece(0, 0, "no"),
                        new AnswerEvent.BlockEnded(0, 0),
                        new AnswerEvent.Finished(0, FinishReason.LENGTH, null, Extras.NONE),
                        new AnswerEvent.Ended()))
                .lines()
                .toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("\"content\":\"no\"").contains("\"model\":\"m\"");
        assertThat(lines.get(1)).endsWith("\"done\":true,\"done_reason\":\"length\"}");
    }

    @Test
    void answerWriter_failedInMidStream_endsWithTheError() {
        String stream = KIT.streamed(List.of(
                new AnswerEvent.BlockBegan(0, 0, Content.Text.of("")),
                new AnswerEvent.Failed(Failure.told("overloaded", new Failure.Origin(529, "t", ""))),
                new AnswerEvent.Ended()));

        assertThat(stream).isEqualTo("{\"error\":\"overloaded\"}\n");
    }

    @Test
    void writeAnswer_ofAnotherDialect_hasEveryBlock() {
        Answer answer = new Answer(
                "id1",
                "m",
                Usage.ABSENT,
                List.of(new Answer.Choice(
                        0,
                        List.of(
                                new Content.Thinking("hm", new Seal("gemini", "s"), false, Notes.NONE),
                                Content.Text.of("see "),
                                Content.Text.of("this"),
                                new Content.Media(
                                        Modality.IMAGE,
                                        new Content.Source(Content.Source.Kind.BASE64, "AAAA"),
                                        null,
                                        null,
                                        Notes.NONE),
                                new Content.ToolCall("c", "sh", "ls", true, new Seal("gemini", "z"), Notes.NONE)),
                        FinishReason.TOOL_CALLS,
                        null,
                        "{\"content\":[{\"token\":\"see\",\"logprob\":-0.5}]}",
                        Extras.NONE)),
                new Usage(1, Usage.ABSENT, Usage.ABSENT, 2, Usage.ABSENT),
                Extras.NONE,
                Extras.NONE);

        assertThat(MAPPER.readTree(OLLAMA.writeAnswer(answer, KIT.asked()))).isEqualTo(MAPPER.readTree("""
                {"model":"m","created_at":"1970-01-01T00:00:05Z","message":{"role":"assistant","content":"see this",
                   "thinking":"hm","signature":"aig1.gemini..s","images":["AAAA"],
                   "tool_calls":[{"id":"c","function":{"index":0,"name":"sh","arguments":{"input":"ls"}},
                     "signature":"aig1.gemini..z"}]},
                 "logprobs":[{"token":"see","logprob":-0.5}],
                 "done":true,"done_reason":"stop","prompt_eval_count":1,"eval_count":2}"""));
    }

    @Test
    void writeAnswer_severalThoughts_carryNoSeal() {
        Content.Thinking visible = new Content.Thinking("a", new Seal("anthropic", "s"), false, Notes.NONE);
        Content.Thinking hidden = new Content.Thinking("", new Seal("anthropic", "t"), true, Notes.NONE);
        for (List<Content> thoughts : List.<List<Content>>of(List.of(visible, hidden), List.of(hidden))) {
            Answer.Choice choice = new Answer.Choice(0, thoughts, FinishReason.STOP, null, null, Extras.NONE);
            Answer answer = new Answer("", "m", 5, List.of(choice), Usage.NONE, Extras.NONE, Extras.NONE);

            assertThat(new String(OLLAMA.writeAnswer(answer, KIT.asked()), UTF_8))
                    .doesNotContain("signature");
        }
    }

    @Test
    void readRequest_withSignaturesThatWereCarried_hasTheSealsAgain() {
        ChatRequest request = OLLAMA.readRequest(CALL, json("""
                {"model":"m","messages":[{"role":"assistant","content":"","thinking":"hm","signature":"aig1.gemini..s",
                  "tool_calls":[{"function":{"name":"f","arguments":{}},"signature":"aig1.gemini..z"}]}]}"""));

        assertThat(request.messages().get(0).content())
                .extracting(Content::seal)
                .containsExactly(new Seal("gemini", "s"), new Seal("gemini", "z"));
        assertThat(new String(OLLAMA.writeRequest(request, Traits.NONE).body(), UTF_8))
                .doesNotContain("signature");
    }

    @Test
    void readAnswer_callsWithoutIds_getIdsOfTheirOwn() {
        String line = "{\"model\":\"m\",\"created_at\":\"T\",\"message\":{\"content\":\"\",\"tool_calls\":["
                + "{\"function\":{\"name\":\"f\",\"arguments\":{}}},{\"function\":{\"name\":\"f\",\"arguments\":{}}}]},"
                + "\"done\":true,\"done_reason\":\"stop\"}";
        Answer answer = whole(line.replace("T", "2025-10-09T08:53:20.5Z")).toAnswer();
        Answer next = whole(line.replace("T", "2025-10-09T08:53:21.5+02:00")).toAnswer();

        assertThat(answer.created()).isEqualTo(1_760_000_000L);
        assertThat(answer.choices().get(0).finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(List.of(answer, next).stream()
                        .flatMap(each -> each.choices().get(0).content().stream())
                        .map(content -> ((Content.ToolCall) content).id())
                        .distinct())
                .hasSize(4)
                .allMatch(id -> id.matches("call_[0-9a-z]{13}"));
    }

    @Test
    void answerReader_cutOff_isNotEnded() {
        AnswerFold fold = new AnswerFold();
        var reader = OLLAMA.answerReader(fold);
        reader.frame("", json("{\"message\":{\"content\":\"a\"},\"done\":false}"));
        reader.end();

        assertThat(fold.isEnded()).isFalse();
        assertThat(fold.toAnswer().choices().get(0).content()).containsExactly(Content.Text.of("a"));
    }

    @Test
    void answerReader_anyJson_throwsNothing() {
        String frame = "{\"model\":\"m\",\"created_at\":\"2025-10-09T08:53:20Z\",\"message\":{\"content\":\"a\","
                + "\"thinking\":\"b\",\"images\":[\"AAAA\"],\"tool_calls\":[{\"id\":\"i\",\"signature\":\"s\","
                + "\"function\":{\"name\":\"n\",\"arguments\":{\"a\":1}}}]},\"logprobs\":[{\"token\":\"t\"}],"
                + "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":1,\"eval_count\":2,\"total_duration\":3}";
        int read = TypeConfusion.read(frame, body -> {
            AnswerFold fold = new AnswerFold();
            OLLAMA.readAnswer(body, fold);
            OLLAMA.writeAnswer(fold.toAnswer(), KIT.asked());
        });

        assertThat(read).isGreaterThan(200);
    }

    private static AnswerFold whole(String line) {
        AnswerFold fold = new AnswerFold();
        OLLAMA.readAnswer(json(line), fold);
        return fold;
    }
}
