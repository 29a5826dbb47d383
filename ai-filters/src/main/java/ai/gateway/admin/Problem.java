package ai.gateway.admin;

import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Why something is not done, as RFC 9457 has it. Expected, hence without a stack trace. */
final class Problem extends RuntimeException {

    static final String TYPE = "application/problem+json";

    /** What is wrong; its name in lower case is what clients see, and stays. */
    enum Code {
        INVALID_REQUEST(400, "Not understood"),
        INVALID_JSON(400, "No JSON"),
        UNAUTHORIZED(401, "No good credential"),
        NOT_FOUND(404, "Not there"),
        METHOD_NOT_ALLOWED(405, "Not done here"),
        ALREADY_EXISTS(409, "There already"),
        READ_ONLY(409, "Not changed here"),
        CHANGED_MEANWHILE(409, "Changed meanwhile"),
        PRECONDITION_FAILED(412, "Changed meanwhile"),
        REQUEST_TOO_LARGE(413, "Too large"),
        INTERNAL_ERROR(500, "A mistake of the gateway's"),
        STORE_UNAVAILABLE(503, "The database does not answer");

        private final int status;
        private final String title;

        Code(int status, String title) {
            this.status = status;
            this.title = title;
        }

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Code code;
    private final String detail;
    private final @Nullable String pointer;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Problem(Code code, String detail, @Nullable String pointer) {
        super(detail, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
        this.code = code;
        this.detail = detail;
        this.pointer = pointer;
    }

    /** @param detail one sentence that says how to mend it */
    static Problem of(Code code, String detail) {
        return new Problem(code, detail, null);
    }

    /** @param pointer to the member of the body that is meant, of RFC 6901 */
    static Problem at(String pointer, String detail) {
        return new Problem(Code.INVALID_REQUEST, detail, pointer);
    }

    static Problem of(JsonException mistake) {
        return new Problem(Code.INVALID_JSON, String.valueOf(mistake.getMessage()), mistake.pointer());
    }

    /** A message such as {@code tags.a: 7 (expected: …)} says by itself which member it is about. */
    static Problem of(IllegalArgumentException mistake) {
        String message = String.valueOf(mistake.getMessage());
        int colon = message.indexOf(": ");
        boolean isMember = colon > 0 && message.substring(0, colon).indexOf(' ') < 0;
        return isMember
                ? at("/" + message.substring(0, colon).replace('-', '_').replace('.', '/'), message)
                : of(Code.INVALID_REQUEST, message);
    }

    Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Reply reply() {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("type", "urn:ai-gateway:problem:" + code.wire())
                .field("title", code.title)
                .field("status", code.status)
                .field("code", code.wire())
                .field("detail", detail);
        if (pointer != null) {
            json.field("pointer", pointer);
        }
        return new Reply(code.status, TYPE, json.endObject().toBytes(), headers);
    }
}
