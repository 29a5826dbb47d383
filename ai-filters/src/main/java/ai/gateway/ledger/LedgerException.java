package ai.gateway.ledger;

/** A call cannot be written down: the disk is full, or nobody empties the journal. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LedgerException(String message) {
        super(message);
    }

    public LedgerException(String message, Throwable cause) {
        super(message, cause);
    }
}
