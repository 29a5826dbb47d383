package ai.gateway.wire;

/** A stream that cannot be cut into frames any further. It happens to peers, not to us, hence without a stack trace. */
public final class FrameException extends RuntimeException {

    /** What is wrong with the stream. */
    public enum Reason {
        TOO_LARGE,
        CORRUPT
    }

    private final Reason reason;

    FrameException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static FrameException tooLarge(String what, long actual, long limit) {
        return new FrameException(Reason.TOO_LARGE, what + ": " + actual + " (expected: <= " + limit + ")");
    }

    public Reason reason() {
        return reason;
    }
}
