package ai.gateway.semantic;

/** An {@link Encoder} has made no vector of a text. It is expected under load, and so it has no stack trace. */
public final class NotEncoded extends RuntimeException {

    public enum Reason {
        /** The model is not there yet. */
        LOADING,
        /** As many texts wait as may wait. */
        QUEUE_FULL,
        /** It would have been there too late. */
        TOO_LONG,
        /** The model cannot be loaded, or has failed at this text. */
        FAILED,
        /** The gateway stops. */
        CLOSED
    }

    private final Reason reason;

    public NotEncoded(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** With what has made it {@link Reason#FAILED}. */
    public NotEncoded(String message, Throwable cause) {
        super(message, cause, false, false);
        this.reason = Reason.FAILED;
    }

    public Reason reason() {
        return reason;
    }
}
