package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes an answer in place, as it goes out: its texts as the stages want them, its usage as its client is to be told of it.
 * All else stays byte for byte.
 */
final class TextPatch {

    private static final int AWS_PRELUDE = 12;
    private static final int AWS_OVERHEAD = AWS_PRELUDE + Integer.BYTES;

    private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);

    private final Dialect dialect;
    private final TextFlows flows;
    /** Whether frames that tell the usage alone are for others, not for this client. */
    private final boolean hidesUsage;

    private final boolean zeroesUsage;
    private final Outbox out;

    TextPatch(Dialect dialect, TextFlows flows) {
        this(dialect, flows, new Provenance());
    }

    /** @param of by which it is known what the client is to be told of the usage */
    TextPatch(Dialect dialect, TextFlows flows, Provenance of) {
        this(dialect, flows, of.hidesUsage(), of.zeroesUsage());
    }

    private TextPatch(Dialect dialect, TextFlows flows, boolean hidesUsage, boolean zeroesUsage) {
        this.dialect = dialect;
        this.flows = flows;
        this.hidesUsage = hidesUsage;
        this.zeroesUsage = zeroesUsage;
        this.out = new Outbox(flows);
    }

    /** Of what was written for the client: its texts are as they should be, and no frame too much is in it. */
    static TextPatch ofUsage(Attempt attempt) {
        boolean zeroes = attempt.provenance().zeroesUsage();
        return new TextPatch(attempt.dialect(), TextFlows.NONE, /* hidesUsage= */ false, zeroes);
    }

    boolean isActive() {
        return changes() || hidesUsage;
    }

    private boolean changes() {
        return !flows.isEmpty() || zeroesUsage;
    }

    byte[] whole(Json answer) {
        byte[] changed = PatchedFrame.whole(dialect, answer, flows, zeroesUsage).bytes();
        return changed == null ? answer.document() : changed;
    }

    /** What may go out when these whole frames have come, one after the other. */
    byte[] frames(Framing framing, byte[] frames) {
        Cutter cutter = new Cutter(frames);
        switch (framing) {
            case SSE -> events(frames, cutter);
            case NDJSON -> lines(frames, cutter);
            case AWS_EVENTS -> messages(frames, cutter);
            case JSON_ARRAY -> elements(frames, cutter);
        }
        return cutter.ready();
    }

    /** What was held back when the last frame had come. */
    byte[] rest() {
        return out.rest();
    }

    /** An event's data may stand on several lines, which are one text with line feeds between them. */
    private void events(byte[] frames, Cutter cutter) {
        List<int[]> data = new ArrayList<>(1);
        int begin = 0;
        for (int at = 0; at <= frames.length; ) {
            int end = endOfLine(frames, at);
            int start = startOfData(frames, at, end);
            if (start >= 0) {
                data.add(new int[] {start, end});
            } else if (end == at && !isInsideLineEnd(frames, at)) {
                if (hidesUsage && isUsage(frames, data)) {
                    cutter.drop(begin, Math.min(end + 1, frames.length));
                } else {
                    event(frames, data, cutter);
                }
                data.clear();
                begin = end + 1;
                cutter.pass(Math.min(begin, frames.length));
            }
            at = end + 1;
        }
        event(frames, data, cutter);
    }

    private boolean isUsage(byte[] frames, List<int[]> data) {
        if (data.size() != 1 || !mentions(frames, data.get(0)[0], data.get(0)[1])) {
            return false;
        }
        Json frame = LenientJson.parse(frames, data.get(0)[0], data.get(0)[1]);
        return frame != null && dialect.tellsUsageAlone(frame);
    }

    private static boolean mentions(byte[] bytes, int from, int to) {
        for (int at = from; at <= to - USAGE.length; at++) {
            if (bytes[at] == '"' && Arrays.equals(bytes, at, at + USAGE.length, USAGE, 0, USAGE.length)) {
                return true;
            }
        }
        return false;
    }

    private void event(byte[] frames, List<int[]> data, Cutter cutter) {
        if (data.size() == 1) {
            cutter.frame(data.get(0)[0], data.get(0)[1], changed -> changed);
            return;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int[] line : data) {
            joined.write(frames, line[0], line[1] - line[0]);
            joined.write('\n');
        }
        PatchedFrame frame = data.isEmpty() ? null : patched(Arrays.copyOf(joined.toByteArray(), joined.size() - 1));
        if (frame == null) {
            return;
        }
        // A string of JSON has no line feed in it, so that the text has as many lines as before.
        for (int i = 0; i < data.size(); i++) {
            int line = i;
            cutter.frame(data.get(i)[0], data.get(i)[1], frame, changed -> line(changed, line));
        }
    }

    private static byte[] line(byte[] text, int number) {
        int from = 0;
        for (int i = 0; i < number; i++) {
            from = endOfLine(text, from) + 1;
        }
        return Arrays.copyOfRange(text, from, endOfLine(text, from));
    }

    private void lines(byte[] frames, Cutter cutter) {
        for (int at = 0; at < frames.length; ) {
            int end = endOfLine(frames, at);
            cutter.frame(at, end, changed -> changed);
            at = end + 1;
            cutter.pass(Math.min(at, frames.length));
        }
    }

    private void messages(byte[] frames, Cutter cutter) {
        ByteBuffer numbers = ByteBuffer.wrap(frames);
        for (int at = 0; frames.length - at > AWS_OVERHEAD; at += numbers.getInt(at)) {
            int begin = at;
            int end = at + numbers.getInt(at);
            if (end > frames.length || end - at < AWS_OVERHEAD) {
                return;
            }
            PatchedFrame frame = patched(Arrays.copyOfRange(
                    frames, at + AWS_PRELUDE + numbers.getInt(at + Integer.BYTES), end - Integer.BYTES));
            if (frame != null) {
                cutter.frame(at, end, frame, changed -> AwsEventStreamWriter.withPayload(frames, begin, changed));
            }
        }
    }

    private void elements(byte[] frames, Cutter cutter) {
        for (int at = 0; at < frames.length; at++) {
            int end = frames[at] == '{' ? Framing.endOfObject(frames, at, frames.length) : -1;
            if (end >= 0) {
                cutter.frame(at, end, changed -> changed);
                at = end - 1;
            }
        }
    }

    private @Nullable PatchedFrame patched(byte[] json) {
        return json.length == 0 || !changes() ? null : PatchedFrame.of(dialect, json, flows, zeroesUsage, out::follow);
    }

    private static int endOfLine(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    /** Between the two bytes of one line end there is no empty line. */
    private static boolean isInsideLineEnd(byte[] bytes, int at) {
        return at > 0 && at < bytes.length && bytes[at] == '\n' && bytes[at - 1] == '\r';
    }

    private static int startOfData(byte[] bytes, int from, int end) {
        if (end - from < 5
                || bytes[from] != 'd'
                || bytes[from + 1] != 'a'
                || bytes[from + 2] != 't'
                || bytes[from + 3] != 'a'
                || bytes[from + 4] != ':') {
            return -1;
        }
        int start = from + 5;
        return start < end && bytes[start] == ' ' ? start + 1 : start;
    }

    /** Cuts frames out of what is around them, which passes as it is. */
    private final class Cutter {

        private final byte[] original;
        private int done;

        Cutter(byte[] original) {
            this.original = original;
        }

        void frame(int from, int to, UnaryOperator<byte[]> written) {
            PatchedFrame frame = patched(Arrays.copyOfRange(original, from, to));
            if (frame != null) {
                frame(from, to, frame, written);
            }
        }

        /** @param written what stands there for the frame with its texts changed */
        void frame(int from, int to, PatchedFrame frame, UnaryOperator<byte[]> written) {
            if (from > done) {
                out.addOpening(Arrays.copyOfRange(original, done, from));
            }
            done = to;
            out.add(frame, () -> {
                byte[] changed = frame.bytes();
                return changed == null ? Arrays.copyOfRange(original, from, to) : written.apply(changed);
            });
        }

        void drop(int from, int to) {
            pass(from);
            done = to;
        }

        /** What ends there is whole. */
        void pass(int to) {
            if (to > done) {
                out.add(Arrays.copyOfRange(original, done, to));
                done = to;
            }
        }

        byte[] ready() {
            pass(original.length);
            return out.ready();
        }
    }
}
