package ai.gateway.ledger;

import ai.gateway.exchange.Usage;
import ai.gateway.quota.Charge;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * One call.
 *
 * @param id of the request; there is one entry of it
 * @param at when it came, in milliseconds since 1970
 * @param who made it
 * @param what was asked, and of whom
 * @param how it went
 * @param usage tokens by kind, of all attempts together
 * @param cost in billionths of a dollar
 * @param charges what it comes to in counters that have to be remembered
 */
public record Entry(String id, long at, Who who, What what, How how, Usage usage, Cost cost, List<Charge> charges) {

    public Entry {
        charges = List.copyOf(charges);
    }

    /** The same, that has ended so. */
    Entry ending(String ending) {
        How ended = new How(
                ending,
                how.status(),
                how.failure(),
                how.attempts(),
                how.stream(),
                how.cache(),
                how.firstMillis(),
                how.millis(),
                how.estimated());
        return new Entry(id, at, who, what, ended, usage, cost, charges);
    }

    /**
     * @param key its name; empty where nobody has asked for one
     * @param owner such as {@code acme/search}; empty for nobody
     */
    public record Who(String key, String owner, Map<String, String> tags) {

        public static final Who NOBODY = new Who("", "", Map.of());

        public Who {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * @param route its id
     * @param dialect that the client speaks
     * @param asked the model as the client named it; null where the operation has none
     * @param provider who answered; null where nobody did
     * @param model that answered, as the provider names it
     */
    public record What(
            String route,
            String dialect,
            String operation,
            @Nullable String asked,
            @Nullable String provider,
            @Nullable String model) {}

    /**
     * @param ending in a word: complete, incomplete, failed, client_gone, interrupted
     * @param failure the code of what went wrong; null where nothing did
     * @param cache hit, semantic, miss, bypass or refresh; null where no cache was asked
     * @param firstMillis until the first content; -1 where there was none
     * @param estimated whether some of the usage is a guess, because a provider has not told it
     */
    public record How(
            String ending,
            int status,
            @Nullable String failure,
            int attempts,
            boolean stream,
            @Nullable String cache,
            long firstMillis,
            long millis,
            boolean estimated) {}

    /**
     * @param nanoUsd billionths of a dollar that are charged
     * @param from in a word: list, reported, unpriced, none
     * @param savedNanoUsd billionths of a dollar that no provider got, since the answer was recalled
     */
    public record Cost(long nanoUsd, String from, long savedNanoUsd) {

        public static final Cost NONE = new Cost(0, "none");

        /** Of an answer that was asked for. */
        public Cost(long nanoUsd, String from) {
            this(nanoUsd, from, 0);
        }
    }
}
