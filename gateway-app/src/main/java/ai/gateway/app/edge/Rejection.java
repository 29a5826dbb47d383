package ai.gateway.app.edge;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** Why a request is turned away. The text is ours from end to end: nothing that the client sent comes back in it. */
final class Rejection extends RuntimeException {

    private final HttpResponseStatus status;
    private final String code;

    private Rejection(HttpResponseStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Rejection badRequest(String code, String message) {
        return new Rejection(HttpResponseStatus.BAD_REQUEST, code, message);
    }

    static Rejection tooManyHeaders(int limit) {
        return new Rejection(
                HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                "too_many_headers",
                "The request has more than " + limit + " header lines.");
    }

    static Rejection unknownTransferCoding() {
        return new Rejection(
                HttpResponseStatus.NOT_IMPLEMENTED,
                "unknown_transfer_coding",
                "The only Transfer-Encoding understood here is chunked.");
    }

    static Rejection unknownVersion() {
        return new Rejection(
                HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "unknown_version", "Speak HTTP/1.1 or HTTP/1.0 here.");
    }

    static Rejection tooSlow(String part) {
        return new Rejection(
                HttpResponseStatus.REQUEST_TIMEOUT, "request_timeout", "The " + part + " did not arrive in time.");
    }

    /** What the codec found wrong. */
    static Rejection of(Throwable cause) {
        if (cause instanceof Rejection ours) {
            return ours;
        }
        if (cause instanceof TooLongHttpLineException) {
            return new Rejection(
                    HttpResponseStatus.REQUEST_URI_TOO_LONG, "uri_too_long", "The request line is too long.");
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return new Rejection(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                    "headers_too_large",
                    "The header lines are too long.");
        }
        return badRequest("malformed_request", "The request is not well-formed HTTP.");
    }

    HttpResponseStatus status() {
        return status;
    }

    /** The answer's body. Code and message need no escapes: both are written in this package. */
    String json() {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + getMessage() + "\"}}";
    }
}
