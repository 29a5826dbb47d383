package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in one sentence that says what it is and how to mend it.
 *
 * @param param JSON pointer or name of the part of the request that is at fault; null where none is
 */
public record Failure(
        FailureCode code, String message, @Nullable String param) {

    public static Failure of(FailureCode code, String message) {
        return new Failure(code, message, null);
    }

    public AiException asException() {
        return new AiException(this);
    }
}
