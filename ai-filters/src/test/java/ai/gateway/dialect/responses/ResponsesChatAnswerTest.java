package ai.gateway.dialect.responses;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ToolTerms;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerEvent.BlockBegan;
import ai.gateway.exchange.AnswerEvent.BlockEnded;
import ai.gateway.exchange.AnswerEvent.Finished;
import ai.gateway.exchange.AnswerEvent.Piece;
import ai.gateway.exchange.AnswerEvent.Sealed;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Content.Source;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static ai.gateway.dialect.responses.ResponsesStreams.CODEC;
import static ai.gateway.dialect.responses.ResponsesStreams.MAPPER;
import static ai.gateway.dialect.responses.ResponsesStreams.fold;
import static ai.gateway.dialect.responses.ResponsesStreams.read;
import static ai.gateway.dialect.responses.ResponsesStreams.stream;
import static ai.gateway.dialect.responses.ResponsesStreams.tree;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers of the API, read and written. */
class ResponsesChatAnswerTest {

    private static final Call CALL = Call.of("responses", Operation.CHAT, "/responses");
    private static final String ASKED =
            "{\"model\":\"m\",\"input\":\"hi\",\"instructions\":\"Be brief.\",\"stream\":true,"
                    + "\"temperature\":0.5,\"metadata\":{\"k\":\"v\"},\"max_output_tokens\":64,\"store\":true,"
                    + "\"reasoning\":{\"effort\":\"low\"},\"previous_response_id\":\"resp_0\",\"truncation\":\"auto\","
                    + "\"tools\":[{\"type\":\"custom\",\"name\":\"g\"},{\"type\":\"function\",\"name\":\"f\"}],"
                    + "\"tool_choice\":\"required\",\"parallel_tool_calls\":false}";

    /** The custom tool is a function to the provider, and what that is called with the client's text again. */
    private static final List<AnswerEvent> INTERLEAVED = restored(
            new AnswerEvent.Began("chatcmpl-1", "other", 7, new Extras(Map.of("system_fingerprint", "\"x\""))),
            new BlockBegan(0, 0, new Content.Thinking("", null, false, Notes.NONE)),
            new Piece(0, 0, "Let me "),
            new Piece(0, 0, "see."),
            new Sealed(0, 0, new Seal("anthropic", "c2ln")),
            new BlockEnded(0, 0),
            new BlockBegan(0, 1, Content.Text.of("")),
            new Piece(0, 1, "Wait"),
            new AnswerEvent.Cited(0, 1, new Citation("https://e.x", "E", "words", 0, 4, Extras.NONE)),
            new BlockEnded(0, 1),
            new BlockBegan(0, 2, call("c1", "f")),
            new Piece(0, 2, "{\"a\""),
            new BlockBegan(0, 3, call("c2", "g")),
            new Piece(0, 3, "{\"input\":\"ls"),
            new Piece(0, 2, ":1}"),
            new Piece(0, 3, " -l\"}"),
            new Sealed(0, 3, new Seal("gemini", "c2ln")),
            new BlockEnded(0, 2),
            new BlockEnded(0, 3),
            new Finished(0, FinishReason.TOOL_CALLS, null, Extras.NONE),
            new AnswerEvent.Used(new Usage(10, 2, 1, 9, 4), Extras.NONE),
            new AnswerEvent.Ended());

    private static List<AnswerEvent> restored(AnswerEvent... events) {
        List<AnswerEvent> restored = new ArrayList<>();
        Consumer<AnswerEvent> sink =
                ToolTerms.of(asked(ASKED, "openai").request(), name -> true).restoring(restored::add);
        List.of(events).forEach(sink);
        return restored;
    }

    /** As gpt-oss at Bedrock has it: the thought is an item of its own, and yet the text is the second part of the next. */
    @Test
    void answerReader_placeThatTheWholeItemHasNot_isNotToldTwice() {
        List<AnswerEvent> events = read("""
                data: {"type":"response.output_item.added","output_index":1,"item":{"id":"m","type":"message","content":[]}}

                data: {"type":"response.output_text.delta","output_index":1,"content_index":1,"delta":"Su"}

                data: {"type":"response.output_text.delta","output_index":1,"content_index":1,"delta":"re"}

                data: {"type":"response.refusal.delta","output_index":1,"content_index":2,"delta":"n"}

                data: {"type":"response.output_item.done","output_index":1,"item":{"id":"m","type":"message",\
                "content":[{"type":"output_text","text":"Sure!"},{"type":"refusal","refusal":"no"}]}}

                """);
        assertThat(events)
                .filteredOn(Piece.class::isInstance)
                .extracting(event -> ((Piece) event).text())
                .containsExactly("Su", "re", "n", "!", "o");
    }

    @Test
    void answerWriter_thoughtTextAndTwoCalls_isTheGrammarOfTheApi() {
        List<JsonNode> frames = written(INTERLEAVED, ASKED);
        assertThat(frames)
                .extracting(frame -> frame.path("type").asString().replace("response.", ""))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "reasoning_summary_part.added",
                        "reasoning_summary_text.delta",
                        "reasoning_summary_text.delta",
                        "reasoning_summary_text.done",
                        "reasoning_summary_part.done",
                        "output_item.done",
                        "output_item.added",
                        "content_part.added",
                        "output_text.delta",
                        "output_text.annotation.added",
                        "output_text.done",
                        "content_part.done",
                        "output_item.done",
                        "output_item.added",
                        "function_call_arguments.delta",
                        "function_call_arguments.delta",
                        "function_call_arguments.done",
                        "output_item.done",
                        "output_item.added",
                        "custom_tool_call_input.delta",
                        "custom_tool_call_input.done",
                        "output_item.done",
                        "output_item.added",
                        "output_item.done",
                        "completed");
        JsonNode response = frames.get(frames.size() - 1).path("response");
        assertThat(response).isEqualTo(tree(WHOLE));
        assertThat(MAPPER.readTree(CODEC.writeAnswer(fold(INTERLEAVED).toAnswer(), asked(ASKED, "openai"))))
                .isEqualTo(response);
        JsonNode created = frames.get(0).path("response");
        assertThat(created.path("status").asString()).isEqualTo("in_progress");
        assertThat(created.path("output").size()).isZero();
        assertThat(created.path("usage").isNull()).isTrue();
    }

    private static final String WHOLE = """
            {"id":"resp_aig1_req7","object":"response","created_at":7,"status":"completed","background":false,
             "error":null,"incomplete_details":null,"instructions":"Be brief.","max_output_tokens":64,"model":"other",
             "output":[
               {"id":"rs_aig1_req7_0","type":"reasoning","summary":[{"type":"summary_text","text":"Let me see."}],
                "encrypted_content":"aig1.anthropic..c2ln"},
               {"id":"msg_aig1_req7_1","type":"message","status":"completed","role":"assistant","content":[
                 {"type":"output_text","text":"Wait","annotations":[
                   {"type":"url_citation","url":"https://e.x","title":"E","start_index":0,"end_index":4}],
                  "logprobs":[]}]},
               {"id":"fc_aig1_req7_2","type":"function_call","status":"completed","call_id":"c1","name":"f",
                "arguments":"{\\"a\\":1}"},
               {"id":"ctc_aig1_req7_3","type":"custom_tool_call","status":"completed","call_id":"c2","name":"g",
                "input":"ls -l"},
               {"id":"rs_aig1_req7_4","type":"reasoning","summary":[],"encrypted_content":"aig1.gemini.YzI.c2ln"}],
             "parallel_tool_calls":false,"previous_response_id":"resp_0","reasoning":{"effort":"low"},
             "text":{"format":{"type":"text"}},"temperature":0.5,"top_logprobs":0,"top_p":1.0,
             "tool_choice":"required","tools":[{"type":"custom","name":"g"},{"type":"function","name":"f"}],
             "truncation":"auto",
             "usage":{"input_tokens":13,"output_tokens":9,"total_tokens":22,
               "input_tokens_details":{"cached_tokens":2,"cache_write_tokens":1},
               "output_tokens_details":{"reasoning_tokens":4}},
             "store":true,"user":null,"metadata":{"k":"v"}}""";

    /** What the client brings back in the next turn goes home. */
    @Test
    void readRequest_ofWhatWasAnswered_hasTheSealsAgain() {
        String input = "{\"model\":\"m\",\"input\":" + tree(WHOLE).path("output") + "}";
        List<Content> turn = CODEC.readRequest(CALL, Json.parse(input.getBytes(UTF_8)))
                .messages()
                .get(0)
                .content();
        assertThat(turn).hasSize(4);
        assertThat(turn.get(0).seal()).isEqualTo(new Seal("anthropic", "c2ln"));
        assertThat(turn.get(3).seal()).isEqualTo(new Seal("gemini", "c2ln"));
    }

    @Test
    void answerWriter_cutShort_isIncompleteAndSoIsItsLastItem() {
        List<JsonNode> frames = written(
                List.of(
                        new BlockBegan(0, 0, Content.Text.of("")),
                        new Piece(0, 0, "Onc"),
                        new BlockEnded(0, 0),
                        new Finished(0, FinishReason.LENGTH, null, Extras.NONE),
                        new AnswerEvent.Ended()),
                ASKED);
        JsonNode last = frames.get(frames.size() - 1);
        assertThat(last.path("type").asString()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/status").asString()).isEqualTo("incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(last.at("/response/output/0/status").asString()).isEqualTo("incomplete");
        assertThat(last.at("/response/usage").isNull()).isTrue();
    }

    @Test
    void answerWriter_refusal_isOneAndFiltered_isToldApart() {
        List<JsonNode> frames = written(
                List.of(
                        new BlockBegan(0, 0, new Content.Refusal("", Notes.NONE)),
                        new Piece(0, 0, "I will not"),
                        new BlockEnded(0, 0),
                        new Finished(0, FinishReason.REFUSAL, null, Extras.NONE),
                        new AnswerEvent.Ended()),
                ASKED);
        assertThat(frames)
                .extracting(frame -> frame.path("type").asString().replace("response.", ""))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added",
                        "content_part.added",
                        "refusal.delta",
                        "refusal.done",
                        "content_part.done",
                        "output_item.done",
                        "completed");
        assertThat(frames.get(8).at("/response/output/0/content/0"))
                .isEqualTo(tree("{\"type\":\"refusal\",\"refusal\":\"I will not\"}"));
        frames = written(
                List.of(new Finished(0, FinishReason.CONTENT_FILTER, null, Extras.NONE), new AnswerEvent.Ended()),
                ASKED);
        assertThat(frames.get(2).at("/response/incomplete_details/reason").asString())
                .isEqualTo("content_filter");
    }

    @Test
    void answerWriter_failureOnTheWay_isAnErrorAndThenTheFailedResponse() {
        List<JsonNode> frames = written(
                List.of(
                        new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE),
                        new BlockBegan(0, 0, Content.Text.of("")),
                        new Piece(0, 0, "Onc"),
                        new AnswerEvent.Failed(Failure.told("too busy", new Failure.Origin(429, "t", "busy"))),
                        new Piece(0, 0, "never seen")),
                ASKED);
        JsonNode error = frames.get(frames.size() - 2);
        assertThat(error.path("type").asString()).isEqualTo("error");
        assertThat(error.path("message").asString()).isEqualTo("too busy");
        assertThat(error.at("/error/code").asString()).isEqualTo("busy");
        JsonNode last = frames.get(frames.size() - 1);
        assertThat(last.path("type").asString()).isEqualTo("response.failed");
        assertThat(last.at("/response/status").asString()).isEqualTo("failed");
        assertThat(last.at("/response/error"))
                .isEqualTo(tree("{\"code\":\"rate_limit_exceeded\",\"message\":\"too busy\"}"));
        assertThat(last.at("/response/output/0/content/0/text").asString()).isEqualTo("Onc");
        assertThat(last.at("/response/created_at").asLong()).isEqualTo(1_760_000_000L);
        assertThat(last.at("/response/model").asString()).isEqualTo("m");
    }

    @Test
    void answerWriter_likelihoods_standWithTheirTokens() {
        String asked = "{\"model\":\"m\",\"input\":\"x\",\"include\":[\"message.output_text.logprobs\"]}";
        String a = "{\"token\":\"a\",\"logprob\":-0.1,\"bytes\":[97],\"top_logprobs\":[]}";
        String b = a.replace("\"a\"", "\"b\"");
        List<AnswerEvent> events = List.of(
                new BlockBegan(0, 0, Content.Text.of("")),
                new Piece(0, 0, "a"),
                new AnswerEvent.Likelihoods(0, "{\"content\":[" + a + "]}"),
                new Piece(0, 0, "b"),
                new AnswerEvent.Likelihoods(0, "{\"content\":[" + b + "]}"),
                new BlockEnded(0, 0),
                new Finished(0, FinishReason.STOP, null, Extras.NONE),
                new AnswerEvent.Ended());
        List<JsonNode> frames = written(events, asked);
        List<JsonNode> deltas = frames.stream()
                .filter(frame -> frame.path("type").asString().endsWith("text.delta"))
                .toList();
        assertThat(deltas)
                .extracting(frame -> frame.path("logprobs").toString())
                .containsExactly("[" + a + "]", "[" + b + "]");
        JsonNode whole = tree("[" + a + "," + b + "]");
        String place = "/response/output/0/content/0/logprobs";
        assertThat(frames.get(frames.size() - 1).at(place)).isEqualTo(whole);
        List<AnswerEvent> unfolded = new ArrayList<>();
        fold(events).toAnswer().unfold(unfolded::add);
        frames = written(unfolded, asked);
        assertThat(frames.get(frames.size() - 1).at(place)).isEqualTo(whole);
        assertThat(fold(read(text(unfolded, asked))).toAnswer().choices().get(0).likelihoods())
                .isEqualTo("{\"content\":[" + a + "," + b + "]}");
    }

    @Test
    void answerWriter_pictureOfAnotherProvider_isAnItem() {
        List<JsonNode> frames = written(
                List.of(
                        new BlockBegan(
                                0,
                                0,
                                new Content.Media(
                                        Modality.IMAGE,
                                        new Source(Source.Kind.BASE64, "QUJD"),
                                        "image/png",
                                        null,
                                        Notes.NONE)),
                        new BlockEnded(0, 0),
                        new BlockBegan(0, 1, new Content.Foreign("gemini", "executableCode", "{}", Notes.NONE)),
                        new BlockEnded(0, 1),
                        new AnswerEvent.Ended()),
                ASKED);
        assertThat(frames.get(frames.size() - 1).at("/response/output"))
                .isEqualTo(tree("[{\"id\":\"ig_aig1_req7_0\",\"type\":\"image_generation_call\","
                        + "\"status\":\"completed\",\"result\":\"QUJD\"}]"));
    }

    private static Content call(String id, String name) {
        return new Content.ToolCall(id, name, "", /* custom= */ false, null, Notes.NONE);
    }

    private static Asked asked(String body, String spoken) {
        ChatRequest request = CODEC.readRequest(CALL, Json.parse(body.getBytes(UTF_8)));
        return new Asked(CALL, request, spoken, "req-7", 1_760_000_000L);
    }

    private static String text(List<AnswerEvent> events, String asked) {
        AnswerWriter writer = CODEC.answerWriter(asked(asked, "openai"));
        events.forEach(writer);
        return new String(writer.take(), UTF_8);
    }

    /** The frames, which must agree with each other. */
    private static List<JsonNode> written(List<AnswerEvent> events, String asked) {
        List<JsonNode> frames = new ArrayList<>();
        stream(text(events, asked), (name, frame) -> {
            assertThat(frame.path("type").asString()).isEqualTo(name);
            assertThat(frame.path("sequence_number").asInt()).isEqualTo(frames.size());
            frames.add(frame);
        });
        List<JsonNode> done = frames.stream()
                .filter(frame -> frame.path("type").asString().equals("response.output_item.done"))
                .map(frame -> frame.path("item"))
                .toList();
        JsonNode output = frames.get(frames.size() - 1).at("/response/output");
        assertThat(output.values()).containsExactlyElementsOf(done);
        return frames;
    }
}
