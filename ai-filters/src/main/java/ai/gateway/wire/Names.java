package ai.gateway.wire;

/** The few names that repeat in a stream, so that each becomes a String once. */
final class Names {

    private static final int MAX_LENGTH = 64;

    private final String[] known = new String[16];
    private int size;

    String of(byte[] bytes, int from, int to) {
        if (from == to) {
            return "";
        }
        for (int i = 0; i < size; i++) {
            if (JsonText.same(bytes, from, to, false, known[i])) {
                return known[i];
            }
        }
        String name = JsonText.decode(bytes, from, to, false);
        if (size < known.length && to - from <= MAX_LENGTH) {
            known[size++] = name;
        }
        return name;
    }
}
