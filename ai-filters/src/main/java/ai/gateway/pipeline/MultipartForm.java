package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Finds and replaces one small field of a multipart/form-data body, such as the model of a transcription. */
final class MultipartForm {

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private MultipartForm() {}

    static @Nullable String value(byte[] body, String field) {
        int start = valueStart(body, field);
        return start < 0 ? null : new String(body, start, valueEnd(body, start) - start, StandardCharsets.UTF_8);
    }

    /** Replaces the field, or adds it as the first one. */
    static byte[] put(byte[] body, String field, String value) {
        if (value.chars().anyMatch(c -> c < ' ')) { // it could end the field and begin another one
            throw new Failure(FailureCode.INVALID_REQUEST, field + ": control characters (expected: a name)", field)
                    .asException();
        }
        int start = valueStart(body, field);
        String added = "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
        return start < 0 ? prepend(body, added) : replace(body, start, value.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] prepend(byte[] body, String part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 256);
        out.writeBytes(delimiter(body));
        out.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] replace(byte[] body, int start, byte[] put) {
        int end = valueEnd(body, start);
        byte[] result = new byte[body.length - (end - start) + put.length];
        System.arraycopy(body, 0, result, 0, start);
        System.arraycopy(put, 0, result, start, put.length);
        System.arraycopy(body, end, result, start + put.length, body.length - end);
        return result;
    }

    /** A part's head names its field as {@code name="…"}; a file's content cannot be taken for one, as its head is passed over whole. */
    private static int valueStart(byte[] body, String field) {
        byte[] delimiter = delimiter(body);
        byte[] name = (" name=\"" + field + "\"").getBytes(StandardCharsets.UTF_8);
        int part = delimiter.length == 0 ? -1 : 0;
        while (part >= 0) {
            int headEnd = indexOf(body, HEAD_END, part, body.length);
            if (headEnd < 0) {
                return -1;
            }
            if (indexOf(body, name, part, headEnd) >= 0) {
                return headEnd + HEAD_END.length;
            }
            part = indexOf(body, delimiter, headEnd, body.length);
        }
        return -1;
    }

    private static int valueEnd(byte[] body, int start) {
        byte[] delimiter = delimiter(body);
        int end = indexOf(body, delimiter, start, body.length);
        if (end < 0) {
            return body.length;
        }
        return end >= start + 2 && body[end - 1] == '\n' && body[end - 2] == '\r' ? end - 2 : end;
    }

    /** The body's first line: two dashes and the boundary. */
    private static byte[] delimiter(byte[] body) {
        int end = 0;
        while (end < body.length && body[end] != '\r' && body[end] != '\n') {
            end++;
        }
        byte[] delimiter = new byte[end];
        System.arraycopy(body, 0, delimiter, 0, end);
        return delimiter;
    }

    private static int indexOf(byte[] in, byte[] what, int from, int to) {
        outer:
        for (int i = from; i <= to - what.length; i++) {
            for (int j = 0; j < what.length; j++) {
                if (in[i + j] != what[j]) {
                    continue outer;
                }
            }
            return i;
        }
        return -1;
    }
}
