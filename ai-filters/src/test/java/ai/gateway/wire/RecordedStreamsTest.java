package ai.gateway.wire;

import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded stream, cut in every way. */
class RecordedStreamsTest {

    private static final int CAP = 1 << 20;

    @Test
    void sse_howeverCut_sameFramesAndTheSameRejoined() {
        for (Recording recording : Recordings.where(one -> one.kind().equals("sse"))) {
            List<String> frames = everyWay(recording, () -> new SseReader(CAP));
            ByteArrayOutputStream rejoined = new ByteArrayOutputStream();
            FrameSink writer = (name, bytes, from, to) ->
                    rejoined.writeBytes(SseWriter.event(name, Arrays.copyOfRange(bytes, from, to)));
            SseReader reader = new SseReader(CAP);
            reader.feed(recording.response(), 0, recording.response().length, writer);
            reader.end(writer);

            assertThat(frames.size()).as(recording.toString()).isGreaterThan(1);
            assertThat(data(frames)).as(recording.toString()).isEqualTo(data(plainly(recording.response())));
            assertThat(data(Frames.whole(new SseReader(CAP), rejoined.toByteArray())))
                    .as(recording.toString())
                    .isEqualTo(data(frames));
        }
    }

    @Test
    void ndjson_howeverCut_eachFrameIsJson() {
        for (Recording recording : Recordings.where(one -> one.kind().equals("ndjson"))) {
            for (String frame : data(everyWay(recording, () -> new NdjsonReader(CAP)))) {
                assertThat(JsonTest.parse(frame.substring(1)).isObject()).isTrue();
            }
        }
    }

    @Test
    void jsonArrays_howeverCut_eachFrameIsTheElement() {
        for (Recording recording : Recordings.where(
                one -> one.has("json_array_stream") && one.kind().equals("json"))) {
            Json array = Json.parse(recording.response());
            List<String> elements = new ArrayList<>();
            array.items().forEach(item -> elements.add("|" + item));

            assertThat(data(everyWay(recording, () -> new JsonArrayReader(CAP))))
                    .as(recording.toString())
                    .isEqualTo(elements);
        }
    }

    @Test
    void eventStreams_howeverCut_writtenAgainTheyAreTheSameBytes() {
        for (Recording recording : Recordings.where(one -> one.kind().equals("eventstream"))) {
            List<String> frames = everyWay(recording, () -> new AwsEventStreamReader(CAP));
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            AwsEventStreamReader reader = new AwsEventStreamReader(CAP);
            reader.feed(recording.response(), 0, recording.response().length, (name, bytes, from, to) -> {
                assertThat(reader.header(":content-type")).isEqualTo("application/json");
                again.writeBytes(AwsEventStreamWriter.event(name, Arrays.copyOfRange(bytes, from, to)));
            });

            assertThat(frames).as(recording.toString()).hasSizeGreaterThan(1).endsWith("WHOLE");
            assertThat(again.toByteArray()).as(recording.toString()).isEqualTo(recording.response());
        }
    }

    private static List<String> everyWay(Recording recording, Supplier<FrameReader> readers) {
        return Frames.everyWay(recording.toString(), readers, recording.response());
    }

    /** Without the line that tells of the end. */
    private static List<String> data(List<String> frames) {
        return frames.subList(0, frames.size() - 1);
    }

    /** The events as the simplest reader there can be finds them. */
    private static List<String> plainly(byte[] stream) {
        List<String> frames = new ArrayList<>();
        String name = "";
        List<String> lines = new ArrayList<>();
        for (String line : (new String(stream, UTF_8) + "\n\n").split("\r\n|\r|\n", -1)) {
            if (line.startsWith("data:")) {
                lines.add(line.startsWith("data: ") ? line.substring(6) : line.substring(5));
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.isEmpty()) {
                if (!lines.isEmpty()) {
                    frames.add(name + "|" + String.join("\n", lines));
                }
                lines.clear();
                name = "";
            }
        }
        frames.add("end");
        return frames;
    }
}
