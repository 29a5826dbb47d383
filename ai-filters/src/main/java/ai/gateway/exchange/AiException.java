package ai.gateway.exchange;

/** Ends an exchange with a failure that the client is told in its own dialect. Expected, so it carries no stack. */
public final class AiException extends RuntimeException {

    private final transient Failure failure;

    public AiException(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
