package ai.gateway.ledger;

/** Who hears what goes wrong off the way of requests. Called by the ledger's own threads, as often as it happens. */
public interface Watch {

    /** One that tells nobody. */
    Watch NONE = new Watch() {
        @Override
        public void failed(Part part, Throwable why) {}

        @Override
        public void works(Part part) {}

        @Override
        public void lost(String what, Throwable why) {}
    };

    /** What may fail for a while. */
    enum Part {
        DISK,
        DATABASE
    }

    /** It will be tried again. */
    void failed(Part part, Throwable why);

    void works(Part part);

    /** Something will never be in the database. */
    void lost(String what, Throwable why);
}
