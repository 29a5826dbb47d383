package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.TextVisitor;
import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.mask.Flows;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an event of a stream costs when names are put back in it: by the flow alone, and with the reading and writing of its JSON.
 * Names stand in each eighth text of all recorded streams.
 */
@Tag("heavy")
class RestoringCostTest {

    private static final int WARM_UP = 40;
    private static final int PASSES = 21;
    private static final int EACH = 8;
    private static final double PROMISED_MICROS = 5;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Map<String, String> originals = originals();
    private final List<Streamed> streams = Recordings.where(one -> RecordedAnswers.framing(one) != null).stream()
            .map(RestoringCostTest::streamed)
            .toList();

    private record Piece(Role role, int run, String text) {}

    private record Streamed(Dialect dialect, List<byte[]> frames, List<Piece> pieces) {}

    private static Map<String, String> originals() {
        Map<String, String> originals = new TreeMap<>();
        for (int i = 1; i <= 20; i++) {
            originals.put("<EMAIL_" + i + ">", "person" + i + "@corp.example");
            originals.put("<PERSON_" + i + ">", "Ann O'Hara " + i);
        }
        return originals;
    }

    private static Streamed streamed(Recording recording) {
        Dialect dialect = RecordedAnswers.dialect(recording);
        Framing framing = Objects.requireNonNull(RecordedAnswers.framing(recording));
        int[] count = new int[1];
        TextFlow.OfPieces naming = (role, run, text) ->
                ++count[0] % EACH == 0 ? text + "<EMAIL_" + (1 + count[0] / EACH % 20) + ">" : text;
        TextPatch patch = new TextPatch(dialect, new TextFlows(List.of(naming)));
        byte[] named = RecordedAnswers.passed(RecordedAnswers.exchange(dialect), framing, patch, recording.response());
        Streamed streamed = new Streamed(dialect, new ArrayList<>(), new ArrayList<>());
        FrameSink sink = (name, bytes, from, to) -> add(Arrays.copyOfRange(bytes, from, to), streamed);
        FrameReader reader = framing.reader(1 << 24);
        reader.feed(named, 0, named.length, sink);
        reader.end(sink);
        return streamed;
    }

    private static void add(byte[] frame, Streamed to) {
        try {
            to.dialect()
                    .answerTexts(
                            Json.parse(frame), (role, run, node) -> to.pieces().add(new Piece(role, run, node.text())));
            to.frames().add(frame);
        } catch (JsonException noJson) {
            assertThat(to.dialect().isEndMark(frame, 0, frame.length)).isTrue();
        }
    }

    @Test
    void restoring_anEvent_costsNoMoreThanPromised() {
        long events = streams.stream().mapToInt(one -> one.frames().size()).sum();
        long pieces = streams.stream().mapToInt(one -> one.pieces().size()).sum();
        double flow = median(() -> flow()) / events;
        double patch = median(() -> patch(() -> new TextFlows(List.of(Flows.restoring(originals))))) / events;
        double plain = median(() -> patch(() -> new TextFlows(List.of(untouched())))) / events;

        System.out.println(String.format(
                Locale.ROOT,
                "%d streams, %d events, %d texts in them; of CPU an event: flow %.3f us, patch %.2f us, of which %.2f us"
                        + " for a flow that changes nothing",
                streams.size(),
                events,
                pieces,
                flow,
                patch,
                plain));
        assertThat(flow).isPositive().isLessThan(PROMISED_MICROS);
        assertThat(patch).isLessThan(PROMISED_MICROS);
    }

    private static TextFlow untouched() {
        TextFlow.OfPieces untouched = (role, run, text) -> text;
        return untouched;
    }

    /** Microseconds of a pass over all streams. */
    private static double median(Supplier<Long> pass) {
        double[] micros = new double[PASSES];
        for (int i = -WARM_UP; i < PASSES; i++) {
            long before = THREADS.getCurrentThreadCpuTime();
            assertThat(pass.get()).isPositive();
            if (i >= 0) {
                micros[i] = (THREADS.getCurrentThreadCpuTime() - before) / 1e3;
            }
        }
        Arrays.sort(micros);
        return micros[PASSES / 2];
    }

    private long flow() {
        long length = 0;
        for (Streamed stream : streams) {
            TextFlow flow = Flows.restoring(originals);
            for (Piece piece : stream.pieces()) {
                String text = piece.run() == TextVisitor.REPEATED
                        ? flow.whole(piece.role(), piece.text())
                        : flow.piece(piece.role(), piece.run(), piece.text());
                length += text.length();
            }
        }
        return length;
    }

    private long patch(Supplier<TextFlows> flows) {
        long length = 0;
        for (Streamed stream : streams) {
            TextFlows one = flows.get();
            for (byte[] frame : stream.frames()) {
                PatchedFrame patched =
                        Objects.requireNonNull(PatchedFrame.of(stream.dialect(), frame, one, false, place -> {}));
                byte[] bytes = patched.bytes();
                length += bytes == null ? frame.length : bytes.length;
            }
        }
        return length;
    }
}
