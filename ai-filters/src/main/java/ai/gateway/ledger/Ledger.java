package ai.gateway.ledger;

/** Where calls are written down. What a method has taken when it returns survives the gateway, however that ends. */
public interface Ledger {

    /** One that keeps nothing. */
    Ledger NONE = new Ledger() {
        @Override
        public void begin(Entry as) {}

        @Override
        public void end(Entry as) {}
    };

    /**
     * A call begins. Should the gateway be killed before it ends, this is what is written of it.
     *
     * @throws LedgerException when it cannot be kept
     */
    void begin(Entry as);

    /**
     * A call has ended. The first word of a request counts.
     *
     * @throws LedgerException when it cannot be kept
     */
    void end(Entry as);
}
