package ai.gateway.account;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Principal;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Notes;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Spent;
import ai.gateway.provider.Target;
import ai.gateway.quota.Charge;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the ledger's entry of an exchange. */
final class Entries {

    /** Which one says what a cache has done. */
    private static final String CACHE = "x-ai-cache";

    private static final Set<String> RECALLED = Set.of("hit", "semantic");

    private final AiExchange exchange;
    private final String id;
    private final String route;
    private final long at;
    private final long since = System.nanoTime();
    private final @Nullable String asked;
    private final boolean stream;

    /**
     * How a call has ended, in the words of the ledger.
     *
     * @param cache what a cache has done; null where none was asked
     */
    private record End(
            String ending,
            int status,
            @Nullable String failure,
            @Nullable String cache) {}

    /** Looks at the request while it is there, and as its client has made it. */
    Entries(AiExchange exchange, String route, long at) {
        this.exchange = exchange;
        this.id = exchange.journeys() == 0 ? exchange.id() : exchange.id() + '~' + exchange.journeys();
        this.route = route;
        this.at = at;
        this.asked = exchange.request().model();
        this.stream = exchange.request().isStream();
    }

    /** Whether it is told that the answer was recalled. */
    static boolean isRecalled(Notes notes) {
        return RECALLED.contains(notes.value(CACHE));
    }

    /** The exchange's; of one that a filter around us has sent once more, with how often. */
    String id() {
        return id;
    }

    /** A call that has just begun, as it is written down if nobody ever says how it ended. */
    Entry begun(Total total, List<Charge> charges) {
        return entry(id, what(null), how(null, new End("interrupted", 0, null, null), total), total, charges);
    }

    /** One that is over. */
    Entry ended(Outcome outcome, @Nullable Spent last, Total total, List<Charge> charges) {
        Failure failure = outcome.failure();
        String ending = outcome.ending().label();
        String code = failure == null ? null : failure.code().wire();
        String cache = exchange.notes().value(CACHE);
        End end = new End(ending, outcome.status(), code, cache.isEmpty() ? null : cache);
        return entry(id, what(last), how(last, end, total), total, charges);
    }

    /** What somebody came to whose answer was for nobody. */
    Entry mirrored(Spent mirror, Total total, List<Charge> charges) {
        String ending = "mirror_" + mirror.how().name().toLowerCase(Locale.ROOT);
        return entry(id + "/mirror", what(mirror), how(mirror, new End(ending, 0, null, null), total), total, charges);
    }

    private Entry entry(String id, Entry.What what, Entry.How how, Total total, List<Charge> charges) {
        Entry.Cost cost = new Entry.Cost(total.nanoUsd(), total.from(), total.savedNanoUsd());
        return new Entry(id, at, who(), what, how, total.usage(), cost, charges);
    }

    private Entry.Who who() {
        Principal caller = exchange.principal();
        return caller == null ? Entry.Who.NOBODY : new Entry.Who(caller.key(), caller.owner(), caller.tags());
    }

    private Entry.What what(@Nullable Spent spent) {
        Target target = spent == null ? null : spent.target();
        String told = spent == null ? null : spent.facts().model();
        return new Entry.What(
                route,
                exchange.dialect().id(),
                exchange.call().operation().label(),
                asked,
                target == null ? null : target.provider().name(),
                told != null ? told : target == null ? null : target.model());
    }

    /** Whoever goes through several takes an answer that is recalled for one of those that were asked. */
    private Entry.How how(@Nullable Spent spent, End end, Total total) {
        return new Entry.How(
                end.ending(),
                end.status(),
                end.failure(),
                Math.max(exchange.trace().attempts() - total.recalled(), total.asked()),
                stream,
                end.cache(),
                spent == null ? -1 : firstMillis(spent.facts()),
                millis(System.nanoTime()),
                total.estimated());
    }

    private long firstMillis(AnswerFacts facts) {
        return facts.firstNanos() == 0 ? -1 : millis(facts.firstNanos());
    }

    private long millis(long nanos) {
        return Math.max(0, (nanos - since) / 1_000_000);
    }
}
