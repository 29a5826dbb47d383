package ai.gateway.delivery;

/** A receiver has answered something else than that it has it. */
final class NotTaken extends RuntimeException {

    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;

    private final int status;

    NotTaken(int status) {
        super("it answered " + status, null, false, false);
        this.status = status;
    }

    /** Whether it may take it later. */
    boolean mayTakeLater() {
        return status >= SERVER || status == TOO_MANY || status == TIMEOUT;
    }
}
