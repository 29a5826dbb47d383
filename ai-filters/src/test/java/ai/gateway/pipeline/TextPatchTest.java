package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A stage that shouts, over every recorded answer: the texts are changed, all of them, and nothing else is. */
class TextPatchTest {

    private static final TextFlow.OfPieces SHOUT = (role, run, text) -> text.toUpperCase(Locale.ROOT);

    /** Takes every text away, so that what is left is what must not change. */
    private static final TextFlow.OfPieces BLANK = (role, run, text) -> "";

    @Test
    void frames_recordedStreams_allTextsAndNothingButTexts() {
        Map<String, Integer> changed = new TreeMap<>();
        for (Recording recording : Recordings.where(one -> RecordedAnswers.framing(one) != null)) {
            Framing framing = RecordedAnswers.framing(recording);
            Dialect dialect = RecordedAnswers.dialect(recording);
            byte[] shouted = passed(recording, SHOUT);
            List<String> before = texts(dialect, framing, recording.response());

            assertThat(texts(dialect, framing, shouted))
                    .as(recording.toString())
                    .isEqualTo(before.stream()
                            .map(text -> text.toUpperCase(Locale.ROOT))
                            .toList());
            assertThat(rest(dialect, framing, shouted))
                    .as(recording.toString())
                    .isEqualTo(rest(dialect, framing, recording.response()));
            if (framing != Framing.AWS_EVENTS) {
                // the same bytes around the texts, once both are without their texts
                assertThat(new String(passed(recording, BLANK), UTF_8))
                        .as(recording.toString())
                        .isEqualTo(new String(blanked(dialect, framing, shouted), UTF_8));
            }
            if (!before.isEmpty()) {
                changed.merge(dialect.id() + " " + framing, 1, Integer::sum);
            }
        }
        assertThat(changed)
                .containsKeys(
                        "anthropic SSE",
                        "bedrock AWS_EVENTS",
                        "cohere SSE",
                        "gemini SSE",
                        "gemini JSON_ARRAY",
                        "ollama NDJSON",
                        "openai SSE",
                        "responses SSE");
    }

    @Test
    void frames_byteByByte_sameAsWhole() {
        for (Recording recording :
                Recordings.where(one -> RecordedAnswers.framing(one) != null && one.response().length < 20_000)) {
            int[] everyByte = java.util.stream.IntStream.range(1, recording.response().length)
                    .toArray();

            assertThat(passed(recording, SHOUT, everyByte))
                    .as(recording.toString())
                    .isEqualTo(passed(recording, SHOUT));
        }
    }

    @Test
    void whole_recordedAnswers_allTextsAndNothingButTexts() {
        int changed = 0;
        for (Recording recording :
                Recordings.where(one -> one.kind().equals("json") && RecordedAnswers.framing(one) == null)) {
            Dialect dialect = RecordedAnswers.dialect(recording);
            Json answer = Json.parse(recording.response());
            byte[] shouted = new TextPatch(dialect, new TextFlows(List.of(SHOUT))).whole(answer);
            List<String> before = texts(dialect, answer);

            assertThat(texts(dialect, Json.parse(shouted)))
                    .as(recording.toString())
                    .isEqualTo(before.stream()
                            .map(text -> text.toUpperCase(Locale.ROOT))
                            .toList());
            TextPatch blank = new TextPatch(dialect, new TextFlows(List.of(BLANK)));
            assertThat(new String(blank.whole(Json.parse(shouted)), UTF_8))
                    .as(recording.toString())
                    .isEqualTo(new String(blank.whole(answer), UTF_8));
            changed += before.isEmpty() ? 0 : 1;
        }
        assertThat(changed).isGreaterThan(150);
    }

    @Test
    void frames_oneEventOnSeveralDataLines_isOneText() {
        String event =
                "event: x\ndata: {\"choices\":[{\"index\":0,\ndata:  \"delta\":{\"content\":\"hi\"}}\ndata: ]}\n\n";

        assertThat(shouted(event)).isEqualTo(event.replace("hi", "HI"));
        assertThat(shouted(event.replace("\n", "\r\n")))
                .isEqualTo(event.replace("hi", "HI").replace("\n", "\r\n"));
    }

    @Test
    void frames_whatIsNoJson_passes() {
        String frames = ": ping\n\ndata: [DONE]\n\ndata: {broken\n\nevent: x\n\n\n";

        assertThat(shouted(frames)).isEqualTo(frames);
    }

    private static String shouted(String frames) {
        TextPatch patch = new TextPatch(RecordedAnswers.DIALECTS.get("openai"), new TextFlows(List.of(SHOUT)));
        return new String(patch.frames(Framing.SSE, frames.getBytes(UTF_8)), UTF_8);
    }

    private static byte[] passed(Recording recording, TextFlow flow, int... cuts) {
        Dialect dialect = RecordedAnswers.dialect(recording);
        return RecordedAnswers.passed(
                RecordedAnswers.exchange(dialect),
                RecordedAnswers.framing(recording),
                new TextPatch(dialect, new TextFlows(List.of(flow))),
                recording.response(),
                cuts);
    }

    private static byte[] blanked(Dialect dialect, Framing framing, byte[] stream) {
        return RecordedAnswers.passed(
                RecordedAnswers.exchange(dialect),
                framing,
                new TextPatch(dialect, new TextFlows(List.of(BLANK))),
                stream);
    }

    private static List<String> texts(Dialect dialect, Framing framing, byte[] stream) {
        List<String> texts = new ArrayList<>();
        frames(framing, stream, (name, bytes, from, to) -> texts.addAll(texts(dialect, bytes, from, to)));
        return texts;
    }

    /** Each frame's name, and its JSON without its texts. */
    private static List<String> rest(Dialect dialect, Framing framing, byte[] stream) {
        List<String> rest = new ArrayList<>();
        TextPatch blank = new TextPatch(dialect, new TextFlows(List.of(BLANK)));
        frames(framing, stream, (name, bytes, from, to) -> {
            try {
                Json frame = Json.parse(Arrays.copyOfRange(bytes, from, to));
                rest.add(name + " " + new String(blank.whole(frame), UTF_8));
            } catch (JsonException noJson) {
                rest.add(name + " " + new String(bytes, from, to - from, UTF_8));
            }
        });
        return rest;
    }

    private static void frames(Framing framing, byte[] stream, FrameSink sink) {
        FrameReader reader = framing.reader(1 << 24);
        reader.feed(stream, 0, stream.length, sink);
        FrameReader.End end = reader.end(sink);
        assertThat(reader instanceof AwsEventStreamReader ? end : FrameReader.End.WHOLE)
                .isEqualTo(FrameReader.End.WHOLE);
    }

    private static List<String> texts(Dialect dialect, byte[] bytes, int from, int to) {
        try {
            return texts(dialect, Json.parse(bytes, from, to, JsonLimits.DEFAULT));
        } catch (JsonException noJson) {
            return List.of();
        }
    }

    private static List<String> texts(Dialect dialect, Json answer) {
        List<String> texts = new ArrayList<>();
        dialect.answerTexts(answer, (role, run, text) -> texts.add(text.text()));
        byte[] packed = dialect.unpacked(answer);
        if (packed != null) {
            texts.addAll(texts(dialect, Json.parse(packed)));
        }
        return texts;
    }
}
