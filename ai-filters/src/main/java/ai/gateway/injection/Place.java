package ai.gateway.injection;

/** Where a text stands in a conversation. */
public enum Place {

    /** The user's own words: orders are what they are made of. */
    USER(0.5, 96),

    /** Contents of tools and documents, which have no business giving orders. */
    DOCUMENT(0.5, 64);

    private final double threshold;
    private final int passage;

    Place(double threshold, int passage) {
        this.threshold = threshold;
        this.passage = passage;
    }

    /** The score from which on a text is better denied; some one in a hundred benign texts reaches it. */
    public double threshold() {
        return threshold;
    }

    /** How many words are judged together. */
    int passage() {
        return passage;
    }
}
