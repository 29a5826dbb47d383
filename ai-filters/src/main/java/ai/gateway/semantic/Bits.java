package ai.gateway.semantic;

/** Of each component of a vector whether it is above zero. Vectors that lie near each other differ in few. */
final class Bits {

    private Bits() {}

    /** @throws IllegalArgumentException where a component is no number */
    static long[] of(float[] vector) {
        long[] bits = new long[(vector.length + 63) / 64];
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException("vector[" + i + "]: " + vector[i] + " (expected: a finite number)");
            }
            if (vector[i] > 0) {
                bits[i >> 6] |= 1L << (i & 63);
            }
        }
        return bits;
    }

    /** In how many bits they differ. */
    static int distance(long[] bits, long[] all, int from) {
        int distance = 0;
        for (int i = 0; i < bits.length; i++) {
            distance += Long.bitCount(bits[i] ^ all[from + i]);
        }
        return distance;
    }
}
