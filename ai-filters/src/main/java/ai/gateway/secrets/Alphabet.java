package ai.gateway.secrets;

/** A set of ASCII characters, as bits. */
record Alphabet(long low, long high) {

    static final Alphabet WORD = of("A-Za-z0-9_");

    /** @param ranges {@code a-z0-9_-}: a dash at the end is a dash */
    static Alphabet of(String ranges) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < ranges.length(); i++) {
            boolean range = i + 2 < ranges.length() && ranges.charAt(i + 1) == '-';
            char last = ranges.charAt(range ? i + 2 : i);
            for (char c = ranges.charAt(i); c <= last; c++) {
                low |= c < 64 ? 1L << c : 0;
                high |= c >= 64 ? 1L << (c - 64) : 0;
            }
            i += range ? 2 : 0;
        }
        return new Alphabet(low, high);
    }

    boolean has(char c) {
        return c < 64 ? (low & (1L << c)) != 0 : c < 128 && (high & (1L << (c - 64))) != 0;
    }

    /** Index behind the characters of this alphabet that stand at an index, and not more than so many. */
    int run(String text, int from, int most) {
        int end = (int) Math.min(text.length(), (long) from + most);
        int at = from;
        while (at < end && has(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
