package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in one sentence that says what it is and how to mend it.
 *
 * @param param JSON pointer or name of the part of the request that is at fault; null where none is
 * @param origin what the provider said of it; null where it did not come from there
 */
public record Failure(
        FailureCode code,
        String message,
        @Nullable String param,
        @Nullable Origin origin) {

    /**
     * A failure in the provider's words.
     *
     * @param status of its answer; 0 where it failed in mid-stream without one
     * @param type what kind it calls it; empty where it does not say
     * @param code its own code; empty where it has none
     * @param retryAfter when it may be asked again, in its own words; null where it did not say
     * @param requestId by which it knows the request; null where it did not say
     */
    public record Origin(
            int status,
            String type,
            String code,
            @Nullable String retryAfter,
            @Nullable String requestId) {

        public Origin(int status, String type, String code) {
            this(status, type, code, null, null);
        }

        /** With what the head of the answer says. */
        public Origin with(@Nullable String retryAfter, @Nullable String requestId) {
            return new Origin(status, type, code, retryAfter, requestId);
        }
    }

    public Failure(FailureCode code, String message, @Nullable String param) {
        this(code, message, param, null);
    }

    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, null, null);
    }

    /** What the provider answered instead of an answer. */
    public static Failure told(String message, Origin origin) {
        return new Failure(FailureCode.UPSTREAM_ERROR, message, null, origin);
    }

    /** The status that the client is to see: the provider's own, where it had one. */
    public int status() {
        return origin != null && origin.status() >= 400 ? origin.status() : code.status();
    }

    /** The stable name of what went wrong; the provider's, where it had one. */
    public String wireCode() {
        return origin != null && !origin.code().isEmpty() ? origin.code() : code.wire();
    }

    public AiException asException() {
        return new AiException(this);
    }
}
