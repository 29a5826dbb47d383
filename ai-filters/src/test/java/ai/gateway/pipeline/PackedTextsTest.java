package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Streams of InvokeModel: stages see and change the texts of the model's own events, in base64 inside the frames. */
class PackedTextsTest {

    private static final Dialect BEDROCK = RecordedAnswers.DIALECTS.get("bedrock");
    private static final Map<String, String> HEADERS = headers();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            Claude text     | {"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"~a"} }           | ASSISTANT 2
            Claude thinking | {"type":"content_block_delta","index":1,"delta":{"type":"thinking_delta","thinking":"~a"}}    | THINKING 1
            Claude tool     | {"type":"content_block_delta","index":0,"delta":{"partial_json":"{\\"X\\":\\"~a"}}            | TOOL_ARGUMENTS 0
            Claude start    | {"type":"content_block_start","index":3,"content_block":{"type":"text","text":"~a"}}          | ASSISTANT 3
            Claude message  | {"type":"message_start","message":{"id":"m","content":[{"type":"text","text":"~a"}]}}         | ASSISTANT 0
            Claude 2        | {"completion":"~a","stop_reason":"stop_sequence","stop":"human"}                              | ASSISTANT 0
            Nova text       | {"contentBlockDelta":{"delta":{"text":"~a"},"contentBlockIndex":4}}                           | ASSISTANT 4
            Nova thinking   | {"contentBlockDelta":{"delta":{"reasoningContent":{"text":"~a"}},"contentBlockIndex":1}}      | THINKING 1
            Nova tool       | {"contentBlockDelta":{"delta":{"toolUse":{"input":"~a"}},"contentBlockIndex":1}}              | TOOL_ARGUMENTS 1
            Llama           | {"generation":"~a","prompt_token_count":null,"generation_token_count":1.0,"stop_reason":null} | ASSISTANT 0
            Titan           | {"outputText":"~a","index":0,"totalOutputTextTokenCount":null,"completionReason":null}        | ASSISTANT 0
            Command R       | {"is_finished":false,"event_type":"text-generation","text":"~a"}                              | ASSISTANT 0
            Command R end   | {"is_finished":true,"response":{"text":"~a","finish_reason":"COMPLETE"}}                      | ASSISTANT -1
            Command R turns | {"response":{"chat_history":[{"role":"CHATBOT","message":"~a"}]},"is_finished":true}          | ASSISTANT -1
            Command         | {"generations":[{"finish_reason":"COMPLETE","id":"x","text":"~a"}],"id":"y"}                  | ASSISTANT 0
            Mistral         | {"outputs":[{"text":"~a","stop_reason":null}]}                                                | ASSISTANT 0
            gpt-oss         | {"choices":[{"delta":{"content":"~a"},"finish_reason":null,"index":0}],"object":"x"}          | ASSISTANT 0
            gpt-oss thinks  | {"choices":[{"delta":{"reasoning":"~a"},"finish_reason":null,"index":0}]}                     | THINKING 0
            DeepSeek        | {"choices":[{"text":"~a","stop_reason":"length"}]}                                            | ASSISTANT 0
            """)
    void frames_modelsOwnEvent_textIsShownOnceAndNothingElseChanges(String model, String event, String shownAs) {
        Listener stage = new Listener();

        byte[] out = patched(stage, frame(event, "abcdefgh"));

        assertThat(out).isEqualTo(frame(event.replace("~a", "~A"), "abcdefgh"));
        assertThat(stage.shown).as(model).containsExactly(shownAs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":1}}
            {"contentBlockDelta":{"delta":{"text":"~"},"contentBlockIndex":0}}
            no JSON
            {"type":"content_block_stop","index":0,"index":1}
            """)
    void frames_nothingToChange_passByteForByte(String event) {
        byte[] frame = frame(event, "abc");

        assertThat(patched(new Listener(), frame)).isEqualTo(frame);
    }

    @Test
    void frames_whatIsNoBase64_passes() {
        for (String payload : List.of("{\"bytes\":\"~a\"}", "{\"bytes\":7}", "{\"bytes\":null,\"p\":\"a\"}", "{}")) {
            byte[] frame = AwsEventStreamWriter.message(HEADERS, payload.getBytes(UTF_8));

            assertThat(patched(new Listener(), frame)).isEqualTo(frame);
        }
    }

    /** Else a text could slip by a stage behind one bad byte. */
    @Test
    void frames_eventThatIsNotUtf8_isMendedAndItsTextIsSeen() {
        byte[] event = "{\"generation\":\"a\u00e9\"}".getBytes(ISO_8859_1);

        byte[] out = patched(new Listener(), frame(event, "abc"));

        assertThat(out).isEqualTo(frame("{\"generation\":\"A\uFFFD\"}", "abc"));
    }

    @Test
    void frames_manyOfThem_eachIsChangedInItsPlace() {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (String text : List.of("~a", "~", "~bcd", "", "~\uD83D\uDE00e")) {
            in.writeBytes(frame("{\"generation\":\"" + text + "\"}", "p"));
            expected.writeBytes(frame("{\"generation\":\"" + text.toUpperCase(Locale.ROOT) + "\"}", "p"));
        }

        assertThat(patched(new Listener(), in.toByteArray())).isEqualTo(expected.toByteArray());
    }

    @Test
    void frames_recordedStreams_everyModelsTextsAreSeen() {
        List<String> models = new ArrayList<>();
        for (Recording recording : Recordings.where(one -> one.api().equals("invoke_with_response_stream"))) {
            Listener stage = new Listener();
            byte[] out = patched(stage, recording.response());

            assertThat(events(out))
                    .as(recording.toString())
                    .hasSameSizeAs(events(recording.response()))
                    .allSatisfy(
                            event -> assertThat(Json.parse(event).isObject()).isTrue());
            if (!Arrays.equals(out, recording.response())) {
                models.add(recording.path().replaceFirst("^/model/(us\\.)?(\\w+)\\..*", "$2"));
            }
        }
        assertThat(models).contains("anthropic", "amazon", "meta", "cohere");
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":event-type", "chunk");
        headers.put(":content-type", "application/json");
        headers.put(":message-type", "event");
        return headers;
    }

    private static byte[] frame(String event, String padding) {
        return frame(event.getBytes(UTF_8), padding);
    }

    private static byte[] frame(byte[] event, String padding) {
        String payload = "{\"bytes\":\"" + Base64.getEncoder().encodeToString(event) + "\", \"p\":\"" + padding + "\"}";
        return AwsEventStreamWriter.message(HEADERS, payload.getBytes(UTF_8));
    }

    private static byte[] patched(Stage stage, byte[] frames) {
        AiExchange ai = RecordedAnswers.exchange(BEDROCK);
        return RecordedAnswers.passed(
                ai, Framing.AWS_EVENTS, new TextPatch(BEDROCK, new TextFlows(List.of(stage.flow()))), frames);
    }

    /** The models' own events; the reader checks both checksums of each frame. */
    private static List<byte[]> events(byte[] frames) {
        List<byte[]> events = new ArrayList<>();
        new AwsEventStreamReader(1 << 24)
                .feed(
                        frames,
                        0,
                        frames.length,
                        (name, bytes, from, to) ->
                                events.add(BEDROCK.unpacked(Json.parse(Arrays.copyOfRange(bytes, from, to)))));
        return events;
    }

    /** Shouts, and remembers as what the texts were shown. */
    private static final class Listener implements Stage {

        private final List<String> shown = new ArrayList<>();

        @Override
        public Need need() {
            return Need.TEXTS;
        }

        @Override
        public TextFlow flow() {
            return (TextFlow.OfPieces) this::text;
        }

        private String text(TextVisitor.Role role, int run, String text) {
            shown.add(role + " " + run);
            return text.toUpperCase(Locale.ROOT);
        }
    }
}
