package ai.gateway.testing.made;

import java.util.function.LongConsumer;

/**
 * The seeds that a law is tried with: so many as the system property {@code laws.seeds} says, from {@code laws.first} on.
 * One that failed is tried again by {@code -Dlaws.first=<seed> -Dlaws.seeds=1}.
 */
public final class Seeds {

    private Seeds() {}

    /** @param usual how many where nobody says */
    public static void each(int usual, LongConsumer law) {
        long first = Long.getLong("laws.first", 1);
        long last = first + Integer.getInteger("laws.seeds", usual) - 1;
        for (long seed = first; seed <= last; seed++) {
            try {
                law.accept(seed);
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("seed " + seed + ": " + broken, broken);
            }
        }
    }
}
