package ai.gateway.health;

/** A {@link Gate} has let nobody in. It is expected under load, and so it has no stack trace. */
public final class Overloaded extends RuntimeException {

    public enum Reason {
        /** As many wait as may wait. */
        QUEUE_FULL,
        /** It waited for as long as it may. */
        WAITED_TOO_LONG
    }

    private final Reason reason;

    Overloaded(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
