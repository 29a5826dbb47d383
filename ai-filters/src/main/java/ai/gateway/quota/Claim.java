package ai.gateway.quota;

/**
 * What one request wants of one counter.
 *
 * @param counter whose it is and what it counts, such as {@code tokens/1m/key:alice}
 * @param most how much there may be in a window, used and held together
 * @param need how much is held now
 * @param binding whether it is refused when there is not enough; else it is only counted
 * @param onLoss what becomes of it while the store is lost
 */
public record Claim(String counter, Window window, long most, long need, boolean binding, OnLoss onLoss) {

    public Claim {
        if (most < 0 || need < 0) {
            throw new IllegalArgumentException(counter + ": " + need + " of " + most + " (expected: neither below 0)");
        }
    }

    public Claim(String counter, Window window, long most, long need, boolean binding) {
        this(counter, window, most, need, binding, OnLoss.SHARE_OF_MOST);
    }

    /** The same counter, with another need. */
    public Claim needing(long other) {
        return new Claim(counter, window, most, other, binding, onLoss);
    }

    /** The same counter, of which nothing is held, and nobody is refused. */
    public Claim lookingOn() {
        return new Claim(counter, window, most, 0, false, onLoss);
    }

    /** Whether it refuses what the other one lets pass. */
    public boolean isTighterThan(Claim other) {
        return binding == other.binding ? most < other.most : binding;
    }

    /** What was used of it, by a request that was granted then. */
    public Charge charge(long grantedAt, long used) {
        long slot = window.slot(grantedAt);
        return new Charge(counter, slot, window.until(slot), used);
    }
}
