package ai.gateway.log;

/**
 * Which bodies a route keeps.
 *
 * @param sample of how many exchanges, from 0 to 1
 * @param most characters of each body
 * @param spans whether spans have them, too
 */
record Policy(Bodies bodies, double sample, int most, boolean spans) {

    /** What is cut off may be a part of something that has to be covered; so much more is looked at. */
    private static final int MARGIN = 8 << 10;

    private static final int PARTS = 1_000_000;

    /** Whether bodies of that one are kept: the same answer whoever asks. */
    boolean keeps(String id) {
        if (bodies == Bodies.NONE || sample <= 0) {
            return false;
        }
        long mixed = id.hashCode() * 0x9E3779B97F4A7C15L;
        return Math.floorMod(mixed >>> 20, PARTS) < sample * PARTS;
    }

    boolean masks() {
        return bodies == Bodies.MASKED;
    }

    /** How many characters are taken down. */
    int taken() {
        return masks() ? most + MARGIN : most;
    }
}
