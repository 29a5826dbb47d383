package ai.gateway.account;

import ai.gateway.quota.OnLoss;
import org.jspecify.annotations.Nullable;

/**
 * How it is demanded.
 *
 * @param over what happens when there is not enough
 * @param instead the model that is asked when there is not enough; null for none
 * @param share the part of it that one call may hold at most if its client sets no cap of its own; 1 for all of it
 * @param weights what a token counts
 * @param onLoss what happens to money while nobody can tell how much is left
 */
public record Terms(Over over, @Nullable String instead, double share, Weights weights, OnLoss onLoss) {

    /** What happens to a call for which there is not enough. */
    public enum Over {
        REFUSE,
        /** It goes on, and the log is told. */
        WARN
    }

    /** No call goes on without enough of it; one that says nothing of its length holds a quarter at most. */
    public static final Terms USUAL = new Terms(Over.REFUSE, null, 0.25, Weights.EVEN, OnLoss.REFUSE);

    public Terms {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share: " + share + " (expected: above 0, at most 1)");
        }
    }

    /** The same, for calls that go on whatever there is. */
    public Terms letting() {
        return new Terms(Over.WARN, null, share, weights, onLoss);
    }
}
