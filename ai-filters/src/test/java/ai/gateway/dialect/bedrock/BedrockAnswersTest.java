package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Asked;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerEvent.BlockBegan;
import ai.gateway.exchange.AnswerEvent.BlockEnded;
import ai.gateway.exchange.AnswerEvent.Piece;
import ai.gateway.exchange.AnswerEvent.Sealed;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Answers of Converse, whole and as event streams, into the exchange and out of it. */
class BedrockAnswersTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ChatCodec BEDROCK = Objects.requireNonNull(new BedrockDialect().chat());

    private static final List<AnswerEvent> INTERLEAVED = List.of(
            new AnswerEvent.Began("id-1", "gpt", 1, new Extras(Map.of("system_fingerprint", "\"f\""))),
            new BlockBegan(0, 0, new Content.Thinking("", null, false, Notes.NONE)),
            new Piece(0, 0, "hm"),
            new Sealed(0, 0, new Seal("anthropic", "s.1")),
            new BlockEnded(0, 0),
            new BlockBegan(0, 1, new Content.Thinking("", null, true, Notes.NONE)),
            new Sealed(0, 1, new Seal("responses", "enc")),
            new BlockEnded(0, 1),
            new BlockBegan(0, 2, Content.Text.of("")),
            new BlockEnded(0, 2),
            new BlockBegan(0, 3, Content.Text.of("")),
            new Piece(0, 3, "I "),
            new BlockBegan(1, 0, Content.Text.of("")),
            new Piece(1, 0, "another choice"),
            new Piece(0, 3, "call"),
            new AnswerEvent.Cited(0, 3, new Citation("http://u", "T", "c", 0, 1, Extras.NONE)),
            new BlockEnded(0, 3),
            new BlockBegan(0, 4, new Content.ToolCall("c1", "add", "", false, null, Notes.NONE)),
            new BlockBegan(0, 5, new Content.ToolCall("", "run", "", true, null, Notes.NONE)),
            new Piece(0, 5, "say \"x\""),
            new Piece(0, 4, "{\"a\":"),
            new Piece(0, 4, "1}"),
            new Sealed(0, 4, new Seal("gemini", "g")),
            new BlockEnded(0, 5),
            new BlockEnded(0, 4),
            new BlockBegan(0, 6, new Content.ToolCall("c3", "draw", "", false, null, Notes.NONE)),
            new BlockEnded(0, 6),
            new AnswerEvent.Finished(0, FinishReason.TOOL_CALLS, null, Extras.NONE),
            new AnswerEvent.Finished(1, FinishReason.LENGTH, null, Extras.NONE),
            new AnswerEvent.Used(new Usage(10, 5, Usage.ABSENT, 7, 3), Extras.NONE),
            new AnswerEvent.Ended());

    @Test
    void answerWriter_interleavedCalls_areOneBlockAtATime() {
        assertThat(frames(written(INTERLEAVED)))
                .containsExactly(
                        "messageStart {\"role\":\"assistant\"}",
                        delta(0, "{\"reasoningContent\":{\"text\":\"hm\"}}"),
                        delta(0, "{\"reasoningContent\":{\"signature\":\"aig1.anthropic..s.1\"}}"),
                        stop(0),
                        delta(1, "{\"reasoningContent\":{\"redactedContent\":\"<aig1.responses..enc>\"}}"),
                        stop(1),
                        delta(2, "{\"text\":\"I \"}"),
                        delta(2, "{\"text\":\"call\"}"),
                        delta(
                                2,
                                "{\"citation\":{\"title\":\"T\",\"sourceContent\":[{\"text\":\"c\"}],"
                                        + "\"location\":{\"web\":{\"url\":\"http://u\"}}}}"),
                        stop(2),
                        start(3, "c1", "add"),
                        delta(3, "{\"toolUse\":{\"input\":\"{\\\"a\\\":\"}}"),
                        delta(3, "{\"toolUse\":{\"input\":\"1}\"}}"),
                        stop(3),
                        delta(4, "{\"reasoningContent\":{\"redactedContent\":\"<aig1.gemini.YzE.g>\"}}"),
                        stop(4),
                        start(5, "tooluse_req-1_5", "run"),
                        delta(5, "{\"toolUse\":{\"input\":\"{\\\"input\\\":\\\"\"}}"),
                        delta(5, "{\"toolUse\":{\"input\":\"say \\\\\\\"x\\\\\\\"\"}}"),
                        delta(5, "{\"toolUse\":{\"input\":\"\\\"}\"}}"),
                        stop(5),
                        start(6, "c3", "draw"),
                        delta(6, "{\"toolUse\":{\"input\":\"{}\"}}"),
                        stop(6),
                        "messageStop {\"stopReason\":\"tool_use\"}",
                        "metadata {\"usage\":{\"inputTokens\":10,\"outputTokens\":7,\"totalTokens\":22,"
                                + "\"cacheReadInputTokens\":5},\"metrics\":{\"latencyMs\":0}}");
    }

    @Test
    void answerWriter_read_isTheAnswerAgain() {
        Answer answer = fold(read(written(INTERLEAVED)));
        assertThat(answer.choices().get(0).content())
                .extracting(Content::flow)
                .containsExactly("hm", "", "I call", "{\"a\":1}", "", "{\"input\":\"say \\\"x\\\"\"}", "{}");
        assertThat(answer.usage()).isEqualTo(new Usage(10, 5, Usage.ABSENT, 7, Usage.ABSENT));
    }

    @Test
    void writeAnswer_ofAnother_isWhatConverseSays() {
        JsonNode written = MAPPER.readTree(BEDROCK.writeAnswer(fold(INTERLEAVED), asked("openai")));
        String content = decoded(written.at("/output/message/content").toString());
        assertThat(MAPPER.readTree(content)).isEqualTo(MAPPER.readTree("""
                [{"reasoningContent":{"reasoningText":{"text":"hm","signature":"aig1.anthropic..s.1"}}},
                 {"reasoningContent":{"redactedContent":"<aig1.responses..enc>"}},
                 {"citationsContent":{"content":[{"text":"I call"}],"citations":[{"title":"T",
                   "sourceContent":[{"text":"c"}],"location":{"web":{"url":"http://u"}}}]}},
                 {"toolUse":{"toolUseId":"c1","name":"add","input":{"a":1}}},
                 {"reasoningContent":{"redactedContent":"<aig1.gemini.YzE.g>"}},
                 {"toolUse":{"toolUseId":"tooluse_req-1_5","name":"run","input":{"input":"say \\"x\\""}}},
                 {"toolUse":{"toolUseId":"c3","name":"draw","input":{}}}]
                """));
        assertThat(written.path("stopReason").asString()).isEqualTo("tool_use");
        assertThat(written.path("metrics").toString()).isEqualTo("{\"latencyMs\":0}");
        assertThat(written.propertyNames()).containsExactlyInAnyOrder("output", "stopReason", "usage", "metrics");
    }

    /** What other providers have signed is carried by a client of Converse and found in its next request. */
    @Test
    void readRequest_answerSentBack_hasTheSealsWhereTheyBelong() {
        JsonNode answer = MAPPER.readTree(BEDROCK.writeAnswer(fold(INTERLEAVED), asked("openai")));
        String body = "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"x\"}]},"
                + answer.at("/output/message") + "]}";
        ChatRequest read = BEDROCK.readRequest(BedrockChatTest.call("m", false), Json.parse(body.getBytes(UTF_8)));
        List<Content> content = read.messages().get(1).content();
        assertThat(content)
                .extracting(Content::seal)
                .containsExactly(
                        new Seal("anthropic", "s.1"),
                        new Seal("responses", "enc"),
                        null,
                        new Seal("gemini", "g"),
                        null,
                        null);
        String written = new String(BEDROCK.writeRequest(read, Traits.NONE).body(), UTF_8);
        assertThat(written).contains("citationsContent").doesNotContain("reasoningContent");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,,end_turn",
        "STOP,END,stop_sequence",
        "LENGTH,,max_tokens",
        "TOOL_CALLS,,tool_use",
        "CONTENT_FILTER,,content_filtered",
        "REFUSAL,,content_filtered",
        "PAUSE,,end_turn",
        "ERROR,,malformed_model_output",
        "OTHER,,end_turn"
    })
    void answerWriter_finish_isOneOfTheWordsOfConverse(FinishReason reason, String sequence, String word) {
        List<AnswerEvent> events = List.of(
                new AnswerEvent.Began("", "", Usage.ABSENT, Extras.NONE),
                new BlockBegan(0, 0, new Content.Refusal("", Notes.NONE)),
                new Piece(0, 0, "I will not"),
                new BlockEnded(0, 0),
                new AnswerEvent.Finished(0, reason, sequence, Extras.NONE),
                new AnswerEvent.Ended());
        List<String> frames = frames(written(events));
        assertThat(frames).element(1).isEqualTo(delta(0, "{\"text\":\"I will not\"}"));
        assertThat(frames).element(3).asString().startsWith("messageStop {\"stopReason\":\"" + word + "\"");
        assertThat(frames).element(4).asString().startsWith("metadata {\"usage\":{\"inputTokens\":0,");
        assertThat(frames).hasSize(5);
    }

    @Test
    void answerWriter_failure_endsInAnException() {
        List<AnswerEvent> events = new ArrayList<>(INTERLEAVED.subList(0, 3));
        Failure.Origin origin = new Failure.Origin(429, "rate_limit_error", "");
        events.add(new AnswerEvent.Failed(Failure.told("slow down", origin)));
        events.add(new Piece(0, 0, "more"));
        events.add(new AnswerEvent.Ended());
        assertThat(frames(written(events)))
                .containsExactly(
                        "messageStart {\"role\":\"assistant\"}",
                        delta(0, "{\"reasoningContent\":{\"text\":\"hm\"}}"),
                        "!throttlingException {\"message\":\"slow down\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException,429",
        "validationException,400",
        "internalServerException,500",
        "serviceUnavailableException,503",
        "modelStreamErrorException,502"
    })
    void answerReader_exception_isFailureWithItsStatus(String type, int status) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = BEDROCK.answerReader(events::add);
        reader.frame("messageStart", json("{\"role\":\"assistant\"}"));
        reader.frame("contentBlockDelta", json("{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\"}}"));
        reader.frame(type, json("{\"message\":\"no\"}"));
        reader.frame("contentBlockStop", json("{\"contentBlockIndex\":0}"));
        reader.end();
        assertThat(events).hasSize(4).last().isInstanceOfSatisfying(AnswerEvent.Failed.class, failed -> {
            assertThat(failed.failure().message()).isEqualTo("no");
            assertThat(failed.failure().status()).isEqualTo(status);
        });
        assertThat(frames(written(events))).last().asString().isEqualTo("!" + type + " {\"message\":\"no\"}");
    }

    @Test
    void answerReader_oddStreams_areReadAllTheSame() {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = BEDROCK.answerReader(events::add);
        reader.frame("contentBlockStart", json("{\"contentBlockIndex\":0,\"start\":{}}"));
        reader.frame("contentBlockDelta", json("{\"contentBlockIndex\":0,\"delta\":{\"text\":\"a\"},\"p\":\"ab\"}"));
        reader.frame("contentBlockDelta", json("{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"x\"}}}"));
        reader.frame(
                "contentBlockDelta",
                json("{\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"t\"}}}"));
        reader.frame("somethingNew", json("{}"));
        reader.frame("contentBlockStop", json("{\"contentBlockIndex\":7}"));
        reader.frame("contentBlockStart", json("{\"contentBlockIndex\":1,\"start\":{\"image\":{\"format\":\"png\"}}}"));
        reader.frame(
                "contentBlockDelta",
                json("{\"contentBlockIndex\":1,\"delta\":{\"image\":{\"source\":{\"bytes\":\"AAAA\"}}}}"));
        reader.frame("messageStop", json("{\"stopReason\":\"somethingNew\"}"));
        reader.frame(
                "metadata", json("{\"usage\":{\"inputTokens\":1,\"outputTokens\":2},\"metrics\":{\"latencyMs\":3}}"));
        reader.end();
        Answer answer = fold(events);
        assertThat(answer.choices().get(0).content()).extracting(Content::flow).containsExactly("a", "t", "");
        assertThat(answer.choices().get(0).finish()).isEqualTo(FinishReason.OTHER);
        assertThat(fold(read(written(events, "bedrock")))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({"null", "true", "-1", "1e30", "''", "[]", "{}"})
    void answerReader_anythingAnywhere_isTaken(String value) {
        String json = value.isEmpty() ? "\"\"" : value;
        for (String body : new String[] {
            "V",
            "{\"output\":V,\"usage\":V,\"stopReason\":V}",
            "{\"output\":{\"message\":{\"content\":V}},\"message\":V}",
            "{\"output\":{\"message\":{\"content\":[V,{\"toolUse\":V},{\"text\":V},{\"reasoningContent\":V},"
                    + "{\"image\":{\"source\":V}},{\"citationsContent\":{\"citations\":[V]}},{\"toolResult\":V}]}}}",
            "{\"contentBlockIndex\":V,\"start\":V,\"delta\":V}",
            "{\"contentBlockIndex\":V,\"start\":{\"toolUse\":V,\"toolResult\":{\"content\":V}},\"delta\":{\"toolUse\":V,"
                    + "\"reasoningContent\":V,\"citation\":V,\"text\":V,\"toolResult\":V}}",
            "{\"start\":{\"toolUse\":{\"type\":\"server_tool_use\",\"input\":V}},\"delta\":{\"toolUse\":{\"input\":V}}}"
        }) {
            Json frame = json(body.replace("V", json));
            List<AnswerEvent> whole = new ArrayList<>();
            BEDROCK.readAnswer(frame, whole::add);
            List<AnswerEvent> events = new ArrayList<>();
            AnswerReader reader = BEDROCK.answerReader(events::add);
            for (String name : new String[] {
                "messageStart", "contentBlockStart", "contentBlockDelta", "contentBlockStop", "messageStop", "metadata"
            }) {
                reader.frame(name, frame);
            }
            reader.end();
            assertThat(events).last().isInstanceOf(AnswerEvent.Ended.class);
            assertThat(frames(written(whole, "bedrock"))).isNotEmpty();
            assertThat(BEDROCK.writeAnswer(fold(whole), asked("bedrock"))).isNotEmpty();
        }
    }

    private static byte[] written(List<AnswerEvent> events) {
        return written(events, "openai");
    }

    private static byte[] written(List<AnswerEvent> events, String spoken) {
        AnswerWriter writer = BEDROCK.answerWriter(asked(spoken));
        assertThat(writer.contentType()).isEqualTo("application/vnd.amazon.eventstream");
        events.forEach(writer);
        return writer.take();
    }

    private static Asked asked(String spoken) {
        byte[] body = "{\"messages\":[]}".getBytes(UTF_8);
        ChatRequest request = BEDROCK.readRequest(BedrockChatTest.call("m", true), Json.parse(body));
        return new Asked(BedrockChatTest.call("m", true), request, spoken, "req-1", 1);
    }

    private static Answer fold(List<AnswerEvent> events) {
        AnswerFold fold = new AnswerFold();
        events.forEach(fold);
        return fold.toAnswer();
    }

    private static List<AnswerEvent> read(byte[] stream) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = BEDROCK.answerReader(events::add);
        FrameReader frames = new AwsEventStreamReader(1 << 20);
        FrameSink each = (name, bytes, from, to) -> reader.frame(name, json(new String(bytes, from, to - from, UTF_8)));
        frames.feed(stream, 0, stream.length, each);
        assertThat(frames.end(each)).isEqualTo(FrameReader.End.WHOLE);
        reader.end();
        return events;
    }

    /** Each with its type, of an exception behind an exclamation mark; what is encoded stands decoded in angle brackets. */
    private static List<String> frames(byte[] stream) {
        List<String> all = new ArrayList<>();
        AwsEventStreamReader frames = new AwsEventStreamReader(1 << 20);
        FrameSink each = (name, bytes, from, to) -> {
            assertThat(frames.header(":content-type")).isEqualTo("application/json");
            String mark = frames.header(":message-type").equals("exception") ? "!" : "";
            all.add(mark + name + " " + decoded(new String(bytes, from, to - from, UTF_8)));
        };
        frames.feed(stream, 0, stream.length, each);
        return all;
    }

    private static String decoded(String json) {
        return Pattern.compile("(\"redactedContent\":\")([^\"]*)")
                .matcher(json)
                .replaceAll(found ->
                        found.group(1) + "<" + new String(Base64.getDecoder().decode(found.group(2)), UTF_8) + ">");
    }

    private static Json json(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }

    private static String start(int index, String id, String name) {
        return "contentBlockStart {\"start\":{\"toolUse\":{\"toolUseId\":\"" + id + "\",\"name\":\"" + name
                + "\"}},\"contentBlockIndex\":" + index + "}";
    }

    private static String delta(int index, String delta) {
        return "contentBlockDelta {\"delta\":" + delta + ",\"contentBlockIndex\":" + index + "}";
    }

    private static String stop(int index) {
        return "contentBlockStop {\"contentBlockIndex\":" + index + "}";
    }
}
