package ai.gateway.exchange;

/** The stable names of what can go wrong in the gateway, with the status that goes with each. */
public enum FailureCode {
    REQUEST_TOO_LARGE(413),
    INVALID_JSON(400),
    INVALID_REQUEST(400),
    UNSUPPORTED_TRANSLATION(400),
    CONTEXT_LENGTH_EXCEEDED(400),
    /** A mask or a guard of the route does not let it pass. */
    BLOCKED_BY_GUARD(400),
    /** None of those who could be asked can do what is asked. */
    NO_TARGET(400),
    /** No key, or one that is unknown, expired or disabled: one answer for all of them. */
    INVALID_API_KEY(401),
    BUDGET_EXCEEDED(402),
    NOT_PERMITTED(403),
    MODEL_NOT_FOUND(404),
    RATE_LIMIT_EXCEEDED(429),
    TOKEN_LIMIT_EXCEEDED(429),
    OVERLOADED(503),
    /** It ends, and has waited long enough for what is open. */
    GATEWAY_STOPPING(503),
    /** It cannot be told whether there is enough left, or it cannot be written down what is used. */
    ACCOUNTS_UNAVAILABLE(503),
    /** Nobody can tell at the moment whether a key is good. */
    KEY_STORE_UNAVAILABLE(503),
    UPSTREAM_UNAVAILABLE(502),
    UPSTREAM_TIMEOUT(504),
    UPSTREAM_INVALID_RESPONSE(502),
    UPSTREAM_UNAUTHORIZED(502),
    UPSTREAM_ABORTED(502),
    /** The provider said so itself. */
    UPSTREAM_ERROR(502),
    INTERNAL_ERROR(500);

    private final int status;
    private final String wire = name().toLowerCase(java.util.Locale.ROOT);

    FailureCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The name as clients see it, such as {@code model_not_found}. */
    public String wire() {
        return wire;
    }

    /** Whether the request is at fault, not the gateway and not the provider. */
    public boolean isClientFault() {
        return status < 500;
    }
}
