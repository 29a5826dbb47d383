package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.ChatKit;
import ai.gateway.dialect.Traits;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
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
import java.util.Map;

import static ai.gateway.dialect.ChatKit.call;
import static ai.gateway.dialect.ChatKit.json;
import static ai.gateway.dialect.ChatKit.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CohereChatTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ChatCodec COHERE = new CohereDialect().chat();
    private static final Call CALL = Call.of("cohere", Operation.CHAT, "/v2/chat");
    private static final ChatKit KIT = new ChatKit(COHERE, CALL);

    private static final String QUESTION = """
            {"model":"command-a","stream":true,"messages":[
              {"role":"system","content":"be brief"},
              {"role":"user","content":[{"type":"text","text":"look","x":1},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},
                {"type":"image_url","image_url":{"url":"https://e.x/a.png"}}]},
              {"role":"assistant","tool_plan":"I will search.","tool_calls":[
                {"id":"a_1","type":"function","function":{"name":"a","arguments":"{\\"q\\":1}"}},
                {"id":"b_1","type":"function","function":{"name":"b","arguments":"{}"}}]},
              {"role":"tool","tool_call_id":"a_1","content":[
                {"type":"document","document":{"id":"d1","data":{"title":"T","text":"hi"}}}]},
              {"role":"tool","tool_call_id":"b_1","content":"fine"},
              {"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"done"}],
                "citations":[{"start":0,"end":4,"text":"done","sources":[]}]},
              {"role":"user","content":"more"}],
             "tools":[{"type":"function","function":{"name":"a","description":"d","parameters":{"type":"object"}}}],
             "strict_tools":true,"tool_choice":"REQUIRED",
             "response_format":{"type":"json_object","json_schema":{"type":"object"}},
             "thinking":{"type":"enabled","token_budget":500},
             "max_tokens":9,"stop_sequences":["x"],"temperature":0.5,"p":0.9,"k":3,"seed":7,
             "frequency_penalty":0.1,"presence_penalty":0.2,"logprobs":true,
             "documents":["one",{"id":"d","data":{"a":"b"}}],"citation_options":{"mode":"FAST"},"safety_mode":"STRICT"}""";

    @Test
    void writeRequest_readFromItsOwn_isTheSame() {
        ChatCall written = COHERE.writeRequest(COHERE.readRequest(CALL, json(QUESTION)), Traits.NONE);

        assertThat(written.dropped()).isEmpty();
        assertThat(written.apiPath()).isEqualTo("/v2/chat");
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree(QUESTION));
    }

    @Test
    void writeRequest_ofCohereForOpenAi_carriesWhatItCan() {
        ChatRequest request = COHERE.readRequest(CALL, json(QUESTION));
        ChatCall written = new OpenAiDialect().chat().writeRequest(request, Traits.NONE);

        assertThat(written.dropped()).containsExactly("documents", "citation_options", "safety_mode");
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree("""
                {"model":"command-a","messages":[
                  {"role":"system","content":"be brief"},
                  {"role":"user","content":[{"type":"text","text":"look"},
                    {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                    {"type":"image_url","image_url":{"url":"https://e.x/a.png"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"I will search.","tool_calls":[
                    {"id":"a_1","type":"function","function":{"name":"a","arguments":"{\\"q\\":1}"}},
                    {"id":"b_1","type":"function","function":{"name":"b","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"a_1","content":"{\\"title\\":\\"T\\",\\"text\\":\\"hi\\"}"},
                  {"role":"tool","tool_call_id":"b_1","content":"fine"},
                  {"role":"assistant","content":"done","reasoning_content":"hm"},
                  {"role":"user","content":"more"}],
                 "stream":true,"stream_options":{"include_usage":true},
                 "max_tokens":9,"temperature":0.5,"top_p":0.9,"top_k":3,"frequency_penalty":0.1,
                 "presence_penalty":0.2,"seed":7,"stop":["x"],"logprobs":true,
                 "tools":[{"type":"function","function":{"name":"a","description":"d",
                   "parameters":{"type":"object"},"strict":true}}],"tool_choice":"required",
                 "response_format":{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"}}},
                 "reasoning_effort":"minimal"}"""));
    }

    @Test
    void writeRequest_ofOpenAi_isValidAndTellsWhatIsLost() {
        ChatCall written = KIT.fromOpenAi("""
                {"model":"m","messages":[
                  {"role":"developer","content":"d"},
                  {"role":"user","name":"joe","content":[{"type":"text","text":"t","cache_control":{"type":"ephemeral"}},
                    {"type":"image_url","image_url":{"url":"https://e.x/a.png","detail":"high"}},
                    {"type":"input_audio","input_audio":{"data":"AA","format":"wav"}},
                    {"type":"file","file":{"file_id":"f"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[
                    {"id":"call|1","type":"function","function":{"name":"f","arguments":""}},
                    {"id":"c2","type":"custom","custom":{"name":"sh","input":"ls \\"x\\""}}]},
                  {"role":"tool","tool_call_id":"call|1","content":"r"},
                  {"role":"tool","tool_call_id":"c2","content":""}],
                 "tools":[{"type":"function","function":{"name":"f","strict":true}},
                   {"type":"function","function":{"name":"g"}},
                   {"type":"custom","custom":{"name":"sh","format":{"type":"grammar"}}},
                   {"type":"web_search"}],
                 "tool_choice":{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[
                   {"type":"function","function":{"name":"f"}},{"type":"custom","custom":{"name":"sh"}}]}},
                 "parallel_tool_calls":false,"response_format":{"type":"json_object"},"reasoning_effort":"low",
                 "max_tokens":5,"top_p":1,"top_k":900,"frequency_penalty":-1,"presence_penalty":0.5,"seed":-3,
                 "stop":["1","2","3","4","5","6"],"n":2,"top_logprobs":3,"user":"u","metadata":{"a":"b"},"store":true,
                 "service_tier":"flex","prompt_cache_key":"k","verbosity":"low","logit_bias":{}}""");

        String id = MAPPER.readTree(written.body())
                .at("/messages/2/tool_calls/0/id")
                .asString();
        assertThat(id).matches("call_[0-9a-z]{13}");
        assertThat(MAPPER.readTree(written.body())).isEqualTo(MAPPER.readTree("""
                {"model":"m","messages":[
                  {"role":"system","content":"d"},
                  {"role":"user","content":[{"type":"text","text":"t"},
                    {"type":"image_url","image_url":{"url":"https://e.x/a.png"}}]},
                  {"role":"assistant","content":[{"type":"thinking","thinking":"hm"}],"tool_calls":[
                    {"id":"ID","type":"function","function":{"name":"f","arguments":"{}"}},
                    {"id":"c2","type":"function","function":{"name":"sh","arguments":"{\\"input\\":\\"ls \\\\\\"x\\\\\\"\\"}"}}]},
                  {"role":"tool","tool_call_id":"ID","content":"r"},
                  {"role":"tool","tool_call_id":"c2","content":""}],
                 "stream":false,"max_tokens":5,"p":0.99,"k":500,"presence_penalty":0.5,
                 "stop_sequences":["1","2","3","4","5"],
                 "tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}}}},
                   {"type":"function","function":{"name":"sh","parameters":
                     {"type":"object","properties":{"input":{"type":"string"}},"required":["input"]}}}],
                 "tool_choice":"REQUIRED","thinking":{"type":"enabled","token_budget":2048}}""".replace("ID", id)));
        assertThat(written.dropped())
                .containsExactlyInAnyOrder(
                        "messages.name",
                        "messages.audio",
                        "messages.file",
                        "frequency_penalty",
                        "seed",
                        "stop",
                        "top_logprobs",
                        "n",
                        "tools.format",
                        "tools.strict",
                        "response_format",
                        "parallel_tool_calls",
                        "verbosity",
                        "user",
                        "metadata",
                        "service_tier",
                        "prompt_cache_key",
                        "store",
                        "logit_bias");
    }

    @Test
    void writeRequest_resultsOfOtherDialects_becomeMessagesWithTheirPicturesAfterThem() {
        Content.Media picture = new Content.Media(
                Modality.IMAGE, new Content.Source(Content.Source.Kind.BASE64, "AAAA"), "image/png", null, Notes.NONE);
        Content.Media page = new Content.Media(
                Modality.FILE, new Content.Source(Content.Source.Kind.PLAIN, "page"), "text/plain", "p", Notes.NONE);
        Message results = new Message(
                Message.Role.USER,
                null,
                List.of(
                        result("1", true, Content.Text.of("no")),
                        result("2", false, picture),
                        result("3", false, page),
                        Content.Text.of("go on")),
                Extras.NONE);
        Message thoughts = new Message(
                Message.Role.ASSISTANT,
                null,
                List.of(
                        new Content.Thinking("", new Seal("anthropic", "s"), true, Notes.NONE),
                        new Content.Refusal("no", Notes.NONE)),
                Extras.NONE);

        ChatCall written = COHERE.writeRequest(request("anthropic", results, thoughts), Traits.NONE);

        assertThat(MAPPER.readTree(written.body()).get("messages")).isEqualTo(MAPPER.readTree("""
                [{"role":"tool","tool_call_id":"1","content":"Error: no"},
                 {"role":"tool","tool_call_id":"2","content":"(see the next message)"},
                 {"role":"tool","tool_call_id":"3","content":[
                   {"type":"document","document":{"id":"p","data":{"text":"page"}}}]},
                 {"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]},
                 {"role":"user","content":"go on"},
                 {"role":"assistant","content":"no"}]"""));
        assertThat(written.dropped()).isEmpty();
    }

    @Test
    void readRequest_ofVersionOne_isRefusedInWords() {
        Call first = Call.of("cohere", Operation.CHAT, "/v1/chat");

        assertThatThrownBy(() -> COHERE.readRequest(first, json("{\"message\":\"hi\"}")))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("/v1/chat")
                .hasMessageContaining("expected: /v2/chat");
    }

    @Test
    void readRequest_ofWrongTypes_isInvalidOrFine() {
        int read =
                TypeConfusion.read(QUESTION, body -> COHERE.writeRequest(COHERE.readRequest(CALL, body), Traits.NONE));

        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void answerWriter_thoughtsTextAndInterleavedCalls_keepsTheGrammar() {
        List<AnswerEvent> events = List.of(
                new AnswerEvent.Began("id1", "m", 5, Extras.NONE),
                new AnswerEvent.BlockBegan(0, 0, new Content.Thinking("", null, false, Notes.NONE)),
                new AnswerEvent.Piece(0, 0, "hm"),
                new AnswerEvent.Sealed(0, 0, new Seal("anthropic", "sig")),
                new AnswerEvent.BlockEnded(0, 0),
                new AnswerEvent.BlockBegan(0, 1, Content.Text.of("")),
                new AnswerEvent.Piece(0, 1, "a b"),
                new AnswerEvent.Cited(0, 1, new Citation("https://e.x", "T", "src", 2, 3, Extras.NONE)),
                new AnswerEvent.BlockEnded(0, 1),
                new AnswerEvent.BlockBegan(0, 2, call("c1", "f")),
                new AnswerEvent.BlockBegan(0, 3, call("c2", "g")),
                new AnswerEvent.Piece(0, 3, "{\"y\":"),
                new AnswerEvent.Piece(0, 2, "{\"x\":1}"),
                new AnswerEvent.BlockEnded(0, 2),
                new AnswerEvent.Piece(0, 3, "2}"),
                new AnswerEvent.BlockEnded(0, 3),
                new AnswerEvent.Finished(0, FinishReason.TOOL_CALLS, null, Extras.NONE),
                new AnswerEvent.Used(new Usage(7, 3, Usage.ABSENT, 4, 2), Extras.NONE),
                new AnswerEvent.Ended());

        assertThat(KIT.streamed(events)).isEqualTo("""
                event: message-start
                data: {"id":"id1","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

                event: content-start
                data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}

                event: content-delta
                data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"hm"}}}}

                event: content-delta
                data: {"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"","signature":"aig1.anthropic..sig"}}}}

                event: content-end
                data: {"type":"content-end","index":0}

                event: content-start
                data: {"type":"content-start","index":1,"delta":{"message":{"content":{"type":"text","text":""}}}}

                event: content-delta
                data: {"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"a b"}}}}

                event: citation-start
                data: {"type":"citation-start","index":0,"delta":{"message":{"citations":{"start":2,"end":3,"text":"b","sources":[{"type":"document","id":"https://e.x","document":{"url":"https://e.x","title":"T","snippet":"src"}}],"type":"TEXT_CONTENT","content_index":1}}}}

                event: citation-end
                data: {"type":"citation-end","index":0}

                event: content-end
                data: {"type":"content-end","index":1}

                event: tool-call-start
                data: {"type":"tool-call-start","index":0,"delta":{"message":{"tool_calls":{"id":"c1","type":"function","function":{"name":"f","arguments":""}}}}}

                event: tool-call-delta
                data: {"type":"tool-call-delta","index":0,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\\"x\\":1}"}}}}}

                event: tool-call-end
                data: {"type":"tool-call-end","index":0}

                event: tool-call-start
                data: {"type":"tool-call-start","index":1,"delta":{"message":{"tool_calls":{"id":"c2","type":"function","function":{"name":"g","arguments":""}}}}}

                event: tool-call-delta
                data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"{\\"y\\":"}}}}}

                event: tool-call-delta
                data: {"type":"tool-call-delta","index":1,"delta":{"message":{"tool_calls":{"function":{"arguments":"2}"}}}}}

                event: tool-call-end
                data: {"type":"tool-call-end","index":1}

                event: message-end
                data: {"type":"message-end","delta":{"finish_reason":"TOOL_CALL","usage":{"billed_units":{"input_tokens":10,"output_tokens":4},"tokens":{"input_tokens":10,"output_tokens":4,"reasoning_tokens":2},"cached_tokens":3}}}

                data: [DONE]

                """);
    }

    @Test
    void answerWriter_refusalAndSecondChoice_isTheFirstChoiceAsText() {
        String stream = KIT.streamed(List.of(
                new AnswerEvent.BlockBegan(0, 0, new Content.Refusal("", Notes.NONE)),
                new AnswerEvent.BlockBegan(1, 0, Content.Text.of("")),
                new AnswerEvent.Piece(1, 0, "other"),
                new AnswerEvent.Piece(0, 0, "no"),
                new AnswerEvent.BlockEnded(0, 0),
                new AnswerEvent.Finished(0, FinishReason.REFUSAL, null, Extras.NONE),
                new AnswerEvent.Ended()));

        assertThat(stream)
                .startsWith("event: message-start\ndata: {\"id\":\"req-1\",")
                .contains("{\"text\":\"no\"}")
                .contains("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\"}}")
                .doesNotContain("other");
    }

    @Test
    void answerWriter_failedInMidStream_endsWithTheError() {
        String stream = KIT.streamed(List.of(
                new AnswerEvent.Began("i", "m", 5, Extras.NONE),
                new AnswerEvent.BlockBegan(0, 0, Content.Text.of("")),
                new AnswerEvent.Failed(Failure.told("overloaded", new Failure.Origin(529, "t", ""))),
                new AnswerEvent.Ended()));

        assertThat(stream).endsWith("""
                event: message-end
                data: {"type":"message-end","id":"req-1","delta":{"error":"overloaded","finish_reason":"ERROR"}}

                """);
    }

    @Test
    void writeAnswer_ofAnotherDialect_hasEveryBlock() {
        Answer answer = new Answer(
                "id1",
                "m",
                5,
                List.of(new Answer.Choice(
                        0,
                        List.of(
                                new Content.Thinking("hm", new Seal("gemini", "s"), false, Notes.NONE),
                                new Content.Text(
                                        "see",
                                        List.of(new Citation(null, "T", null, -1, -1, Extras.NONE)),
                                        null,
                                        Notes.NONE),
                                new Content.ToolCall("c", "sh", "ls", true, new Seal("gemini", "z"), Notes.NONE)),
                        FinishReason.STOP,
                        "END",
                        "{\"content\":[{\"token\":\"see\",\"logprob\":-0.5}]}",
                        Extras.NONE)),
                new Usage(1, Usage.ABSENT, Usage.ABSENT, 2, Usage.ABSENT),
                new Extras(Map.of("x", "1")),
                new Extras(Map.of("y", "2")));

        assertThat(MAPPER.readTree(COHERE.writeAnswer(answer, KIT.asked()))).isEqualTo(MAPPER.readTree("""
                {"id":"id1","message":{"role":"assistant","content":[
                   {"type":"thinking","thinking":"hm","signature":"aig1.gemini..s"},{"type":"text","text":"see"}],
                   "tool_calls":[{"id":"c","type":"function","function":{"name":"sh","arguments":"{\\"input\\":\\"ls\\"}"},
                     "signature":"aig1.gemini..z"}],
                   "citations":[{"text":"","sources":[{"type":"document","id":"T","document":{"title":"T"}}],
                     "type":"TEXT_CONTENT","content_index":1}]},
                 "finish_reason":"STOP_SEQUENCE",
                 "usage":{"billed_units":{"input_tokens":1,"output_tokens":2},
                   "tokens":{"input_tokens":1,"output_tokens":2},"cached_tokens":0},
                 "logprobs":[{"text":"see","token_ids":[],"logprobs":[-0.5]}]}"""));
    }

    @Test
    void readRequest_withSignaturesThatWereCarried_hasTheSealsAgain() {
        ChatRequest request = COHERE.readRequest(CALL, json("""
                {"model":"m","messages":[{"role":"assistant","content":[
                  {"type":"thinking","thinking":"hm","signature":"aig1.gemini..s"}],
                  "tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"},
                    "signature":"aig1.gemini..z"}]}]}"""));

        assertThat(request.messages().get(0).content())
                .extracting(Content::seal)
                .containsExactly(new Seal("gemini", "s"), new Seal("gemini", "z"));
        assertThat(new String(COHERE.writeRequest(request, Traits.NONE).body(), UTF_8))
                .doesNotContain("signature");
    }

    @Test
    void answerReader_citationAfterItsText_isStillOfThatText() {
        Answer answer = read("""
                {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":""}}}}
                {"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"Ruby"}}}}
                {"type":"content-end","index":0}
                {"type":"citation-start","index":0,"delta":{"message":{"citations":{"start":0,"end":4,"text":"Ruby","sources":[{"type":"tool","id":"t:0","tool_output":{"url":"https://e.x"}}],"type":"TEXT_CONTENT"}}}}
                {"type":"citation-end","index":0}
                {"type":"citation-start","index":1,"delta":{"message":{"citations":{"start":0,"end":1,"type":"PLAN"}}}}
                {"type":"message-end","delta":{"finish_reason":"COMPLETE"}}""").toAnswer();

        assertThat(answer.choices().get(0).content()).hasSize(2);
        Content.Text text = (Content.Text) answer.choices().get(0).content().get(0);
        assertThat(text.citations()).singleElement().satisfies(citation -> {
            assertThat(citation.url()).isEqualTo("https://e.x");
            assertThat(citation.title()).isEqualTo("t:0");
        });
        assertThat(answer.choices().get(0).content().get(1)).isInstanceOf(Content.Foreign.class);
    }

    @ParameterizedTest
    @CsvSource({"STOP_SEQUENCE, STOP", "TIMEOUT, ERROR", "MAX_TOKENS, LENGTH", "NEWS, OTHER"})
    void answerReader_wordsOfTheEnd_areKeptForCohere(String word, FinishReason reason) {
        AnswerFold fold = read("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"" + word + "\"}}");

        assertThat(fold.toAnswer().choices().get(0).finish()).isEqualTo(reason);
        Asked own = KIT.asked("cohere");
        assertThat(new String(COHERE.writeAnswer(fold.toAnswer(), own), UTF_8)).contains("\"" + word + "\"");
    }

    @Test
    void answerReader_cutOff_isNotEnded() {
        assertThat(read("{\"type\":\"message-start\",\"id\":\"i\"}").isEnded()).isFalse();
    }

    @Test
    void answerReader_failure_saysWhatKind() {
        AnswerFold fold = new AnswerFold();
        COHERE.readAnswer(json("{\"id\":\"x\",\"message\":\"too long\",\"error_type\":\"TOO_MANY\"}"), fold);

        assertThat(fold.failure())
                .isEqualTo(Failure.told("too long", new Failure.Origin(0, "TOO_MANY", "")))
                .extracting(Failure::code)
                .isEqualTo(FailureCode.UPSTREAM_ERROR);
    }

    @Test
    void logprobs_ofCohere_comeBackAsTheyWere() {
        String items = "[{\"text\":\"a\",\"token_ids\":[1],\"logprobs\":[-0.5]},"
                + "{\"text\":\"bc\",\"token_ids\":[2,3],\"logprobs\":[-0.25,-1.0]}]";
        AnswerFold fold = new AnswerFold();
        COHERE.readAnswer(json("{\"id\":\"x\",\"message\":{\"content\":[]},\"logprobs\":" + items + "}"), fold);

        Asked own = KIT.asked("cohere");
        assertThat(MAPPER.readTree(COHERE.writeAnswer(fold.toAnswer(), own)).get("logprobs"))
                .isEqualTo(MAPPER.readTree(items));
    }

    @Test
    void answerReader_anyJson_throwsNothing() {
        String frame =
                "{\"type\":\"T\",\"index\":0,\"id\":\"i\",\"delta\":{\"finish_reason\":\"x\",\"usage\":{\"tokens\":{}},"
                        + "\"message\":{\"content\":{\"type\":\"text\",\"text\":\"a\"},\"tool_plan\":\"p\","
                        + "\"tool_calls\":{\"id\":\"i\",\"function\":{\"name\":\"n\",\"arguments\":\"{}\"}},"
                        + "\"citations\":{\"start\":0,\"sources\":[{\"document\":{}}]}}},\"logprobs\":{\"text\":\"a\"}}";
        for (String type : List.of(
                "message-start",
                "content-start",
                "content-delta",
                "content-end",
                "tool-plan-delta",
                "tool-call-start",
                "tool-call-delta",
                "citation-start",
                "message-end")) {
            TypeConfusion.read(frame.replace("\"T\"", "\"" + type + "\""), body -> {
                var reader = COHERE.answerReader(event -> {});
                reader.frame(type, body);
                reader.end();
                COHERE.readAnswer(body, event -> {});
            });
        }
    }

    private static AnswerFold read(String frames) {
        AnswerFold fold = new AnswerFold();
        var reader = COHERE.answerReader(fold);
        frames.lines().forEach(line -> reader.frame("", json(line)));
        reader.end();
        return fold;
    }

    private static Content.ToolResult result(String id, boolean failed, Content content) {
        return new Content.ToolResult(id, "", List.of(content), failed, Notes.NONE);
    }
}
