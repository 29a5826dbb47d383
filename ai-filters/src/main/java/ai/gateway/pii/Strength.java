package ai.gateway.pii;

/** How sure it is that something is what it looks like. */
enum Strength {
    /** Chance never makes it so: its check digits are right, or no other text has its grammar. */
    PROVEN(0.95, 1.0),
    /** Nothing else is written like that. */
    CLEAR(0.85, 0.95),
    /** Little else is written like that. */
    DISTINCT(0.7, 0.9),
    /** Much else is written like that; a check digit speaks for it. */
    WEAK(0.4, 0.85),
    /** Just some digits or letters. */
    BARE(0.1, 0.75);

    /** What a word near by gives at least, of all that the nearest would give. */
    private static final double FAR = 0.8;

    private final double alone;
    private final double near;

    Strength(double alone, double near) {
        this.alone = alone;
        this.near = near;
    }

    /** @param closeness of a word that says what it is, from 0 to 1; negative where there is none */
    double score(double closeness) {
        return closeness < 0 ? alone : alone + (near - alone) * (FAR + (1 - FAR) * closeness);
    }
}
