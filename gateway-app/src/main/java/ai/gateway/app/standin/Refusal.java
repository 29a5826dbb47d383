package ai.gateway.app.standin;

/** A request that ends as an HTTP error, which each dialect words in its own way. */
final class Refusal extends RuntimeException {
    private final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Its message, which is always there. */
    String text() {
        return String.valueOf(getMessage());
    }
}
