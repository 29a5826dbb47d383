package ai.gateway.provider;

/** One of a provider's keys. Its value never shows in a log: {@link #toString} leaves it out. */
public record ApiKey(String name, String value, int weight) {

    public ApiKey {
        if (weight < 0) {
            throw new IllegalArgumentException("weight: " + weight + " (expected: >= 0)");
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + name + ", weight " + weight + "]";
    }
}
