package ai.gateway.app.accounts;

import java.util.Map;

/** What a key of a fleet has spent, in nano-dollars. */
final class Spend {

    private Spend() {}

    /** What its owner has, which is the same. */
    static long of(Map<String, Long> used, int run) {
        return used.getOrDefault("owner:acme/run-" + run + " NANO_USD lifetime 0", 0L);
    }
}
