package ai.gateway.wire;

/**
 * How much JSON one text may hold. {@code maxNodes} counts names and values and bounds the memory of the index: a node
 * takes 12 bytes at most, so the default stays below 100 MiB while the index grows, whatever the text.
 */
public record JsonLimits(int maxDepth, int maxNameBytes, int maxNumberLength, int maxNodes) {

    public static final JsonLimits DEFAULT = new JsonLimits(500, 50_000, 1_000, 1 << 22);

    public JsonLimits {
        positive("maxDepth", maxDepth);
        positive("maxNameBytes", maxNameBytes);
        positive("maxNumberLength", maxNumberLength);
        positive("maxNodes", maxNodes);
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
