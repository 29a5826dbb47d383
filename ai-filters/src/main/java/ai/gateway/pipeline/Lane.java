package ai.gateway.pipeline;

/** How an answer passes through the terminal. The cheapest that serves the stages is chosen for each exchange. */
public enum Lane {
    /** Same dialect on both sides, nothing changes content: bytes pass; usage, finish and failure are picked up. */
    RELAY,
    /** Same dialect, a stage changes texts: only these are rewritten, all else stays byte for byte. */
    PATCH,
    /** The dialects differ. */
    TRANSLATE;

    static Lane of(Destination destination, Iterable<Stage> stages) {
        if (destination.translation() != null) {
            return TRANSLATE;
        }
        for (Stage stage : stages) {
            if (stage.need() == Stage.Need.TEXTS) {
                return PATCH;
            }
        }
        return RELAY;
    }
}
