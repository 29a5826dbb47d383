package ai.gateway.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as clients read them. */
final class Moments {

    private Moments() {}

    /** Such as {@code 2026-11-26T02:10:00Z}. */
    static String second(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
