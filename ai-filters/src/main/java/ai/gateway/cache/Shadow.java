package ai.gateway.cache;

import ai.gateway.cache.Meanings.Match;
import ai.gateway.recall.Kept;
import ai.gateway.recall.ShadowTally;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/** Holds what would have been given to a question that means the same against what was given. */
record Shadow(ShadowTally tally, Agreement agreement) {

    /** Whether two answers say the same. */
    @FunctionalInterface
    interface Agreement {
        /** @param told is told, now or later; not at all where nobody can say */
        void judge(Kept one, Kept other, Consumer<Boolean> told);
    }

    /** @param would null where nothing would have been given */
    void answered(@Nullable Match would, Kept was) {
        tally.asked();
        if (would != null) {
            tally.hit(would.score());
            agreement.judge(would.answer().answer(), was, same -> tally.compared(would.score(), same));
        }
    }
}
