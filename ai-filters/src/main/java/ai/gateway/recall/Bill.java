package ai.gateway.recall;

import ai.gateway.exchange.AnswerFacts;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one call that several have made together, and who pays for it: the one who made it, when it closes; where
 * that one has left before the end, whoever sees the end; and where nobody does, the last one to leave.
 */
final class Bill {

    private int open;
    private boolean passedOn;
    private boolean paid;
    /** As far as somebody has seen it who was there longest. */
    private @Nullable AnswerFacts known;

    private boolean whole;

    /** One more has part in it. */
    synchronized void join() {
        open++;
    }

    /**
     * One is through with it.
     *
     * @param first whether it is the one who made the call
     * @param sawAll whether it was there to the end
     * @return what that one pays for; null where somebody else pays
     */
    synchronized @Nullable AnswerFacts close(boolean first, boolean sawAll, AnswerFacts facts) {
        open--;
        boolean more = known == null || sawAll || facts.seenTokens() >= known.seenTokens();
        if (!whole && more) {
            known = facts;
        }
        whole |= sawAll;
        boolean due = !paid && (whole || open == 0) && (first || passedOn);
        passedOn |= first;
        paid |= due;
        return due ? known : null;
    }

    /** How many are not through with it. */
    synchronized int open() {
        return open;
    }
}
