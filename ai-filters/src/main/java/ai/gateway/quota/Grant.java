package ai.gateway.quota;

import java.util.List;

/**
 * The answer to the claims of a request.
 *
 * @param refusedBy the index of the claim for which there is not enough, the one that takes longest where there are several;
 *     -1 where all were granted
 * @param levels one for each claim, in their order
 * @param at when, in milliseconds of the clock by which windows are counted
 * @param lost whether it is refused only because the store is lost, whatever was used
 */
public record Grant(int refusedBy, List<Level> levels, long at, boolean lost) {

    public Grant {
        levels = List.copyOf(levels);
    }

    public Grant(int refusedBy, List<Level> levels, long at) {
        this(refusedBy, levels, at, false);
    }

    public boolean isGranted() {
        return refusedBy < 0;
    }
}
