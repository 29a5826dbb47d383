package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.JsonWriter;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Lets the stages change the texts of an answer in place: what is not a text stays byte for byte. */
final class TextPatch {

    private final Dialect dialect;
    private final List<Stage> stages;

    /** @param stages those that change texts, the last of the route first */
    TextPatch(Dialect dialect, List<Stage> stages) {
        this.dialect = dialect;
        this.stages = List.copyOf(stages);
    }

    boolean isActive() {
        return !stages.isEmpty();
    }

    byte[] whole(Json answer) {
        JsonEdit edit = edit(answer);
        return edit.isEmpty() ? answer.toBytes() : edit.toBytes();
    }

    /** Whole frames, one after the other. */
    byte[] frames(Framing framing, byte[] frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(frames.length + 64);
        int done = 0;
        int at = 0;
        while (at < frames.length) {
            int end = endOfLine(frames, at);
            int start = framing == Framing.SSE ? startOfData(frames, at, end) : at;
            if (start >= 0 && start < end && frames[start] == '{') {
                out.write(frames, done, start - done);
                out.writeBytes(line(frames, start, end));
                done = end;
            }
            at = end + 1;
        }
        out.write(frames, done, frames.length - done);
        return out.toByteArray();
    }

    private byte[] line(byte[] bytes, int from, int to) {
        try {
            return whole(Json.parse(bytes, from, to, JsonLimits.DEFAULT));
        } catch (JsonException notOurs) {
            return java.util.Arrays.copyOfRange(bytes, from, to);
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
        return edit;
    }

    private static int endOfLine(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
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
}
