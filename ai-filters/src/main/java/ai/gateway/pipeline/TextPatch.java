package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Changes an answer in place, as it goes out: its texts as the stages want them, its usage as its client is to be told of it.
 * All else stays byte for byte.
 */
final class TextPatch {

    private static final byte[] NOTHING = {};
    private static final int AWS_PRELUDE = 12;
    private static final int AWS_OVERHEAD = AWS_PRELUDE + Integer.BYTES;

    private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);

    private final Dialect dialect;
    private final List<Stage> stages;
    /** Whether frames that tell the usage alone are for others, not for this client. */
    private final boolean hidesUsage;

    private final boolean zeroesUsage;

    /** @param stages those that change texts, the last of the route first */
    TextPatch(Dialect dialect, List<Stage> stages) {
        this(dialect, stages, new Provenance());
    }

    /** @param of by which it is known what the client is to be told of the usage */
    TextPatch(Dialect dialect, List<Stage> stages, Provenance of) {
        this(dialect, stages, of.hidesUsage(), of.zeroesUsage());
    }

    private TextPatch(Dialect dialect, List<Stage> stages, boolean hidesUsage, boolean zeroesUsage) {
        this.dialect = dialect;
        this.stages = List.copyOf(stages);
        this.hidesUsage = hidesUsage;
        this.zeroesUsage = zeroesUsage;
    }

    /** Of what was written for the client: its texts are as they should be, and no frame too much is in it. */
    static TextPatch ofUsage(Attempt attempt) {
        boolean zeroes = attempt.provenance().zeroesUsage();
        return new TextPatch(attempt.dialect(), List.of(), /* hidesUsage= */ false, zeroes);
    }

    boolean isActive() {
        return changes() || hidesUsage;
    }

    private boolean changes() {
        return !stages.isEmpty() || zeroesUsage;
    }

    byte[] whole(Json answer) {
        JsonEdit edit = edit(answer);
        return edit.isEmpty() ? answer.document() : edit.toBytes();
    }

    /** Whole frames, one after the other. */
    byte[] frames(Framing framing, byte[] frames) {
        Splicer out = new Splicer(frames);
        switch (framing) {
            case SSE -> events(frames, out);
            case NDJSON -> lines(frames, out);
            case AWS_EVENTS -> messages(frames, out);
            case JSON_ARRAY -> elements(frames, out);
        }
        return out.toBytes();
    }

    /** An event's data may stand on several lines, which are one text with line feeds between them. */
    private void events(byte[] frames, Splicer out) {
        List<int[]> data = new ArrayList<>(1);
        int begin = 0;
        for (int at = 0; at <= frames.length; ) {
            int end = endOfLine(frames, at);
            int start = startOfData(frames, at, end);
            if (start >= 0) {
                data.add(new int[] {start, end});
            } else if (end == at && !isInsideLineEnd(frames, at)) {
                if (hidesUsage && isUsage(frames, data)) {
                    out.replace(begin, Math.min(end + 1, frames.length), NOTHING);
                } else {
                    event(frames, data, out);
                }
                data.clear();
                begin = end + 1;
            }
            at = end + 1;
        }
        event(frames, data, out);
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

    private void event(byte[] frames, List<int[]> data, Splicer out) {
        if (data.size() == 1) {
            out.replace(data.get(0)[0], data.get(0)[1], changed(frames, data.get(0)[0], data.get(0)[1]));
            return;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int[] line : data) {
            joined.write(frames, line[0], line[1] - line[0]);
            joined.write('\n');
        }
        byte[] changed = data.isEmpty() ? null : changed(joined.toByteArray(), 0, joined.size() - 1);
        if (changed == null) {
            return;
        }
        // A string of JSON has no line feed in it, so that the text has as many lines as before.
        int from = 0;
        for (int[] line : data) {
            int to = endOfLine(changed, from);
            out.replace(line[0], line[1], Arrays.copyOfRange(changed, from, to));
            from = to + 1;
        }
    }

    private void lines(byte[] frames, Splicer out) {
        for (int at = 0; at < frames.length; ) {
            int end = endOfLine(frames, at);
            out.replace(at, end, changed(frames, at, end));
            at = end + 1;
        }
    }

    private void messages(byte[] frames, Splicer out) {
        ByteBuffer numbers = ByteBuffer.wrap(frames);
        for (int at = 0; frames.length - at > AWS_OVERHEAD; at += numbers.getInt(at)) {
            int end = at + numbers.getInt(at);
            if (end > frames.length || end - at < AWS_OVERHEAD) {
                return;
            }
            byte[] payload =
                    changed(frames, at + AWS_PRELUDE + numbers.getInt(at + Integer.BYTES), end - Integer.BYTES);
            if (payload != null) {
                out.replace(at, end, AwsEventStreamWriter.withPayload(frames, at, payload));
            }
        }
    }

    private void elements(byte[] frames, Splicer out) {
        for (int at = 0; at < frames.length; at++) {
            int end = frames[at] == '{' ? Framing.endOfObject(frames, at, frames.length) : -1;
            if (end >= 0) {
                out.replace(at, end, changed(frames, at, end));
                at = end - 1;
            }
        }
    }

    /** The JSON text with what is changed in it; null where nothing is to change in it, or where it is no JSON. */
    private byte @Nullable [] changed(byte[] bytes, int from, int to) {
        if (from >= to || !changes()) {
            return null;
        }
        try {
            JsonEdit edit = edit(Json.parse(bytes, from, to, JsonLimits.DEFAULT));
            return edit.isEmpty() ? null : edit.toBytes();
        } catch (JsonException notOurs) {
            return null;
        }
    }

    private JsonEdit edit(Json answer) {
        JsonEdit edit = JsonEdit.of(answer);
        dialect.answerTexts(answer, (role, choice, node) -> {
            String text = node.text();
            String changed = text;
            for (Stage stage : stages) {
                changed = stage.text(role, choice, changed);
            }
            if (!changed.equals(text)) {
                edit.replace(node, JsonWriter.quote(changed));
            }
        });
        if (zeroesUsage) {
            dialect.answerCounts(answer, count -> edit.replace(count, "0"));
        }
        byte[] packed = dialect.unpacked(answer);
        byte[] changed = packed == null ? null : changed(packed, 0, packed.length);
        if (changed != null) {
            dialect.repack(answer, changed, edit);
        }
        return edit;
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

    /** Takes what stands in some places for what stood there, in the order of the places. */
    private static final class Splicer {

        private final byte[] original;
        private final ByteArrayOutputStream out;
        private int done;

        Splicer(byte[] original) {
            this.original = original;
            this.out = new ByteArrayOutputStream(original.length + 64);
        }

        /** @param by null to leave it */
        void replace(int from, int to, byte @Nullable [] by) {
            if (by != null) {
                out.write(original, done, from - done);
                out.writeBytes(by);
                done = to;
            }
        }

        byte[] toBytes() {
            out.write(original, done, original.length - done);
            return out.toByteArray();
        }
    }
}
