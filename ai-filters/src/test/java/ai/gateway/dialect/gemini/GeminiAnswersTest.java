package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers: those of a provider of this dialect, and those that go to its clients. */
class GeminiAnswersTest {

    private static final AnswerEvent.Began BEGAN = new AnswerEvent.Began("id-1", "m-1", Usage.ABSENT, Extras.NONE);
    private static final String TAIL = ",\"modelVersion\":\"m-1\",\"responseId\":\"id-1\"}\r\n\r\n";
    private static final String NOTHING = "\"parts\":[{\"text\":\"\"}],";
    private static final Usage USAGE = new Usage(7, 2, Usage.ABSENT, 9, 4);

    private static String part(String part) {
        return "data: {\"candidates\":[{\"content\":{\"parts\":[" + part + "],\"role\":\"model\"},\"index\":0}]" + TAIL;
    }

    private static String last(String reason, String parts) {
        return "data: {\"candidates\":[{\"content\":{" + parts + "\"role\":\"model\"},\"finishReason\":\"" + reason
                + "\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":5,"
                + "\"thoughtsTokenCount\":4,\"cachedContentTokenCount\":2,\"totalTokenCount\":18}" + TAIL;
    }

    private static List<AnswerEvent> events(AnswerEvent... inside) {
        List<AnswerEvent> events = new ArrayList<>(List.of(BEGAN));
        events.addAll(List.of(inside));
        events.add(new AnswerEvent.Used(USAGE, Extras.NONE));
        events.add(new AnswerEvent.Ended());
        return events;
    }

    private static AnswerEvent.BlockBegan begins(int block, Content head) {
        return new AnswerEvent.BlockBegan(0, block, head);
    }

    private static AnswerEvent.Piece piece(int block, String text) {
        return new AnswerEvent.Piece(0, block, text);
    }

    private static AnswerEvent.BlockEnded ends(int block) {
        return new AnswerEvent.BlockEnded(0, block);
    }

    private static AnswerEvent.Finished finished(FinishReason reason) {
        return new AnswerEvent.Finished(0, reason, null, Extras.NONE);
    }

    private static Content.ToolCall call(String id, String name) {
        return new Content.ToolCall(id, name, "", false, null, Notes.NONE);
    }

    @Test
    void answerWriter_ofThoughtsTextAndInterleavedCalls_isThisStream() {
        String stream = Wire.streamed(
                Wire.from("openai", true),
                events(
                        begins(0, new Content.Thinking("", null, false, Notes.NONE)),
                        piece(0, "h"),
                        piece(0, "m"),
                        new AnswerEvent.Sealed(0, 0, new Seal("gemini", "c2ln")),
                        ends(0),
                        begins(1, Content.Text.of("")),
                        piece(1, "a"),
                        piece(1, "b"),
                        ends(1),
                        begins(2, call("c1", "f")),
                        begins(3, call("c2", "g")),
                        piece(2, "{\"x\":"),
                        piece(3, "{\"y\""),
                        piece(2, "\n1}"),
                        piece(3, ":2}"),
                        ends(3),
                        ends(2),
                        finished(FinishReason.TOOL_CALLS)));
        assertThat(stream)
                .isEqualTo(part("{\"text\":\"h\",\"thought\":true}")
                        + part("{\"text\":\"m\",\"thought\":true}")
                        + part("{\"text\":\"\",\"thought\":true,\"thoughtSignature\":\"c2ln\"}")
                        + part("{\"text\":\"a\"}")
                        + part("{\"text\":\"b\"}")
                        + part("{\"functionCall\":{\"id\":\"c1\",\"name\":\"f\",\"args\":{\"x\": 1}}}")
                        + part("{\"functionCall\":{\"id\":\"c2\",\"name\":\"g\",\"args\":{\"y\":2}}}")
                        + last("STOP", NOTHING));
    }

    @Test
    void answerWriter_ofTextOfWhichAnotherDialectSaysMore_doesNotWaitForItsEnd() {
        Notes notes = Notes.of(null, new Extras(Map.of("id", "\"msg_1\"")));
        String stream = Wire.streamed(
                Wire.from("responses", true),
                events(
                        begins(0, new Content.Text("", List.of(), null, notes)),
                        piece(0, "a"),
                        piece(0, "b"),
                        ends(0),
                        finished(FinishReason.STOP)));
        assertThat(stream).isEqualTo(part("{\"text\":\"a\"}") + part("{\"text\":\"b\"}") + last("STOP", NOTHING));
    }

    @ParameterizedTest
    @CsvSource({
        "LENGTH,MAX_TOKENS",
        "REFUSAL,SAFETY",
        "CONTENT_FILTER,SAFETY",
        "STOP,STOP",
        "PAUSE,STOP",
        "ERROR,OTHER",
        "OTHER,OTHER",
        "TOOL_CALLS,STOP"
    })
    void answerWriter_ofEachEnd_saysItInTheLastChunk(FinishReason reason, String word) {
        String stream = Wire.streamed(
                Wire.from("openai", true),
                events(begins(0, new Content.Refusal("", Notes.NONE)), piece(0, "no"), ends(0), finished(reason)));
        assertThat(stream)
                .isEqualTo(
                        part("{\"text\":\"no\"}") + last(word, reason == FinishReason.CONTENT_FILTER ? "" : NOTHING));
    }

    @Test
    void answerWriter_thatFails_endsInAnErrorOfTheDialect() {
        List<AnswerEvent> events = List.of(
                BEGAN,
                begins(0, Content.Text.of("")),
                piece(0, "a"),
                new AnswerEvent.Failed(Failure.of(FailureCode.UPSTREAM_ABORTED, "gone")),
                new AnswerEvent.Ended());
        String stream = Wire.streamed(Wire.from("openai", true), events);
        assertThat(stream)
                .startsWith(part("{\"text\":\"a\"}") + "data: {\"error\":{\"code\":502,\"message\":\"gone\"")
                .endsWith("}\r\n\r\n");
        String array = Wire.streamed(Wire.from("openai", false), events);
        assertThat(Wire.json(array).get(1).at("/error/status").asString()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void answerWriter_withoutEvents_isAnArrayThatGrows() {
        var writer = Wire.CODEC.answerWriter(Wire.from("openai", false));
        assertThat(writer.contentType()).isEqualTo("application/json");
        StringBuilder all = new StringBuilder();
        for (AnswerEvent event : events(
                begins(0, Content.Text.of("")), piece(0, "a"), piece(0, "b"), ends(0), finished(FinishReason.STOP))) {
            writer.accept(event);
            all.append(new String(writer.take(), java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(Wire.json(all.toString()).size()).isEqualTo(3);
        Answer answer = Wire.folded(Wire.read(all.toString()));
        assertThat(answer.choices().get(0).content()).containsExactly(Content.Text.of("ab"));
        assertThat(answer.usage()).isEqualTo(USAGE);
    }

    @Test
    void writeAnswer_ofAnotherDialect_isExactlyThis() {
        Citation citation = new Citation("https://x.test", "X", null, 1, 3, Extras.NONE);
        Answer answer = new Answer(
                "id-1",
                "m-1",
                0,
                List.of(new Answer.Choice(
                        0,
                        List.of(
                                new Content.Thinking("", new Seal("anthropic", "zz"), true, Notes.NONE),
                                new Content.Text("äöü", List.of(citation), null, Notes.NONE),
                                new Content.ToolCall("c1", "f", "{\"x\":1}", false, null, Notes.NONE),
                                new Content.ToolCall("c2", "h", "plain", true, null, Notes.NONE),
                                new Content.ToolCall("c3", "f", "{\"x\":", false, null, Notes.NONE),
                                new Content.Foreign("anthropic", "server_tool_use", "{}", Notes.NONE)),
                        FinishReason.TOOL_CALLS,
                        null,
                        "{\"content\":[{\"token\":\"a\",\"logprob\":-0.5,\"bytes\":[97],\"top_logprobs\":[]}]}",
                        Extras.NONE)),
                USAGE.withAudio(3, Usage.ABSENT),
                Extras.NONE,
                Extras.NONE);
        String carried = String.valueOf(Signatures.carried(new Seal("anthropic", "zz"), true));
        assertThat(Wire.json(Wire.CODEC.writeAnswer(answer, Wire.from("anthropic", true))))
                .isEqualTo(Wire.json("""
                {"candidates":[{"content":{"parts":[
                   {"text":"","thought":true,"thoughtSignature":"%s"},{"text":"äöü"},
                   {"functionCall":{"id":"c1","name":"f","args":{"x":1}}},
                   {"functionCall":{"id":"c2","name":"h","args":{"input":"plain"}}}],"role":"model"},
                  "finishReason":"STOP","index":0,
                  "logprobsResult":{"chosenCandidates":[{"token":"a","logProbability":-0.5}]},
                  "groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://x.test","title":"X"}}],
                    "groundingSupports":[{"segment":{"startIndex":2,"endIndex":6,"text":"öü"},
                      "groundingChunkIndices":[0]}]}}],
                 "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":5,"thoughtsTokenCount":4,
                  "cachedContentTokenCount":2,"totalTokenCount":18,"promptTokensDetails":[
                    {"modality":"AUDIO","tokenCount":3},{"modality":"TEXT","tokenCount":6}]},
                 "modelVersion":"m-1","responseId":"id-1","createTime":"1970-01-01T00:00:00Z"}""".formatted(carried)));
    }

    @Test
    void answerReader_ofAStream_keepsSignedTextsApart() {
        Answer answer = Wire.folded(Wire.read(
                """
                {"responseId":"r","candidates":[{"content":{"parts":[{"text":"h","thought":true}]}}],
                 "usageMetadata":{"trafficType":"ON_DEMAND"}}""",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"b\"}]}}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\",\"thoughtSignature\":\"c2ln\"}]}}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"c\"}]}}]}",
                """
                {"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"b25l"},
                   {"functionCall":{"name":"f"}},{"text":""}]},"finishReason":"STOP"}],
                 "usageMetadata":{"promptTokenCount":8,"candidatesTokenCount":3,"thoughtsTokenCount":2,
                  "promptTokensDetails":[{"modality":"AUDIO","tokenCount":5}]}}"""));
        Answer.Choice choice = answer.choices().get(0);
        assertThat(choice.content().subList(0, 3))
                .containsExactly(
                        new Content.Thinking("h", null, false, Notes.NONE),
                        new Content.Text("ab", List.of(), new Seal("gemini", "c2ln"), Notes.NONE),
                        Content.Text.of("c"));
        Content.ToolCall one = (Content.ToolCall) choice.content().get(3);
        Content.ToolCall two = (Content.ToolCall) choice.content().get(4);
        assertThat(choice.content()).hasSize(5);
        assertThat(one.seal()).isEqualTo(new Seal("gemini", "b25l"));
        assertThat(two.arguments()).isEqualTo("{}");
        assertThat(one.id()).matches("[a-z0-9-]{20,40}").isNotEqualTo(two.id());
        assertThat(choice.finish()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.usage())
                .isEqualTo(new Usage(8, Usage.ABSENT, Usage.ABSENT, 5, 2)
                        .withAudio(5, Usage.ABSENT)
                        .with(Besides.of(Besides.Bill.of(Service.STANDARD))));
    }

    @Test
    void writeRequest_ofIdsThatWereMadeUp_leavesThemOut() {
        Content.ToolCall call = (Content.ToolCall) Wire.folded(
                        Wire.read(
                                "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{}}}]}}]}"))
                .choices()
                .get(0)
                .content()
                .get(0);
        String body = """
                {"model":"gemini-2.5-flash","messages":[{"role":"assistant","tool_calls":[
                  {"id":"%s","type":"function","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"%s","content":"r"}]}""".formatted(call.id(), call.id());
        assertThat(Wire.json(Wire.written(Wire.openAi(body)).body())).isEqualTo(Wire.json("""
                {"contents":[{"role":"model","parts":[{"functionCall":{"name":"f","args":{}}}]},
                  {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":"r"}}}]}]}"""));
    }

    @Test
    void readAnswer_thatRestsOnSources_citesByCharacters() {
        Answer answer = Wire.folded(Wire.read("""
                {"candidates":[{"content":{"parts":[{"text":"äöü"},{"functionCall":{"name":"f"}}]},"finishReason":"STOP",
                  "groundingMetadata":{"groundingChunks":[{"web":{"uri":"u","title":"t"}},
                     {"retrievedContext":{"title":"d","text":"w"}}],
                   "groundingSupports":[{"segment":{"startIndex":2,"endIndex":4},"groundingChunkIndices":[0,1,7]}]},
                  "citationMetadata":{"citationSources":[{"startIndex":4,"endIndex":6,"uri":"v"}]}}]}"""));
        assertThat(answer.choices().get(0).content().get(0))
                .isEqualTo(new Content.Text(
                        "äöü",
                        List.of(
                                new Citation("u", "t", null, 1, 2, Extras.NONE),
                                new Citation(null, "d", "w", 1, 2, Extras.NONE),
                                new Citation("v", null, null, 2, 3, Extras.NONE)),
                        null,
                        Notes.NONE));
    }

    @Test
    void readAnswer_ofABlockedPrompt_isFiltered() {
        String blocked =
                "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"modelVersion\":\"m\",\"responseId\":\"r\"}";
        Answer answer = Wire.folded(Wire.read(blocked));
        assertThat(answer.choices())
                .containsExactly(new Answer.Choice(0, List.of(), FinishReason.CONTENT_FILTER, null, null, Extras.NONE));
        assertThat(Wire.json(Wire.CODEC.writeAnswer(answer, Wire.from("gemini", true))))
                .isEqualTo(Wire.json(blocked));
        assertThat(Wire.json(Wire.CODEC.writeAnswer(answer, Wire.from("other", true)))
                        .at("/candidates/0/finishReason")
                        .asString())
                .isEqualTo("SAFETY");
    }

    @Test
    void answerReader_ofAnError_failsInTheProvidersWords() {
        List<AnswerEvent> events = Wire.read(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}",
                "{\"error\":{\"code\":503,\"message\":\"busy\",\"status\":\"UNAVAILABLE\"}}",
                "{\"candidates\":[{\"finishReason\":\"STOP\"}]}");
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new AnswerEvent.Failed(Failure.told("busy", new Failure.Origin(503, "UNAVAILABLE", ""))));
    }

    @Test
    void readAnswer_withLikelihoods_turnsThemIntoOpenAisShapeAndBack() {
        String result = """
                {"chosenCandidates":[{"token":"é","tokenId":7,"logProbability":-0.25},{"token":"b","logProbability":-1}],
                 "topCandidates":[{"candidates":[{"token":"é","logProbability":-0.25},{"token":"c","logProbability":-2}]},
                   {"candidates":[]}]}""";
        Answer answer = Wire.folded(Wire.read(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"éb\"}]},\"logprobsResult\":" + result + "}]}"));
        String likelihoods = String.valueOf(answer.choices().get(0).likelihoods());
        assertThat(Wire.json(likelihoods)).isEqualTo(Wire.json("""
                {"content":[{"token":"é","logprob":-0.25,"bytes":[195,169],"token_id":7,"top_logprobs":[
                   {"token":"é","logprob":-0.25,"bytes":[195,169]},{"token":"c","logprob":-2,"bytes":[99]}]},
                  {"token":"b","logprob":-1,"bytes":[98],"top_logprobs":[]}]}"""));
        assertThat(Wire.json(String.valueOf(LogProbs.write(likelihoods)))).isEqualTo(Wire.json(result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "[[null]]",
                "1",
                "{\"candidates\":{}}",
                "{\"candidates\":[null,1,[],{}]}",
                "{\"candidates\":[{\"content\":1,\"finishReason\":{},\"index\":-5}]}",
                "{\"candidates\":[{\"content\":{\"parts\":[1,null,{},{\"text\":1},{\"functionCall\":{\"args\":1,\"name\":2}}]}}]}",
                "{\"candidates\":[{\"content\":{\"parts\":{\"text\":\"a\"}},\"index\":1e30}]}",
                "{\"createTime\":\"soon\",\"usageMetadata\":{\"promptTokenCount\":-1,\"promptTokensDetails\":5}}",
                "{\"candidates\":[{\"groundingMetadata\":{\"groundingChunks\":[1],\"groundingSupports\":[{\"segment\":"
                        + "{\"startIndex\":9e18,\"endIndex\":-9},\"groundingChunkIndices\":[0,-1,\"x\"]}]}}]}",
                "{\"candidates\":[{\"logprobsResult\":{\"chosenCandidates\":[1,{}],\"topCandidates\":[{}]}}]}"
            })
    void answerReader_ofAnyJson_doesNotThrow(String frame) {
        List<AnswerEvent> events = Wire.read(frame, frame);
        assertThat(events.get(events.size() - 1)).isEqualTo(new AnswerEvent.Ended());
        assertThat(Wire.json(Wire.CODEC.writeAnswer(Wire.folded(events), Wire.from("gemini", true))))
                .isNotNull();
    }
}
