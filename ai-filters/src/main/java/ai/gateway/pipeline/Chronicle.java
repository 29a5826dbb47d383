package ai.gateway.pipeline;

import ai.gateway.ledger.Entry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.server.ServerWebExchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What is noted of one exchange while it goes on, for those who want to know when it is over. Belongs to its loop, as that does. */
public final class Chronicle {

    private static final Logger log = LoggerFactory.getLogger(Chronicle.class);

    /** More than that of one exchange say nothing new. */
    private static final int MOST = 100;

    /** What a step was. */
    public enum Kind {
        FILTER,
        CACHE,
        ATTEMPT;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** As records have it. */
        public String label() {
            return label;
        }
    }

    /**
     * Something that took its time.
     *
     * @param name of the filter, or of who was asked
     * @param how it went, in a few words that say nothing of what was said
     * @param from when, on the clock of {@link System#nanoTime}
     * @param to when
     */
    public record Step(Kind kind, String name, String how, long from, long to) {}

    /** What was asked, as far as it is known when the body is gone. */
    public record Asked(@Nullable String model, boolean stream) {

        static final Asked NOTHING = new Asked(null, false);
    }

    private final List<Witness> witnesses;
    private final ServerWebExchange web;
    private final long at;
    private final long since = System.nanoTime();
    private final List<Step> steps = new ArrayList<>(8);
    private final List<Spent> spent = new ArrayList<>(1);
    private Asked asked = Asked.NOTHING;
    private @Nullable Entry entry;
    private @Nullable Outcome outcome;
    private long until;
    private boolean begun;
    private boolean over;

    /** @param at when it came, in milliseconds since 1970 */
    Chronicle(List<Witness> witnesses, ServerWebExchange web, long at) {
        this.witnesses = witnesses;
        this.web = web;
        this.at = at;
    }

    /** Somebody works on it. */
    static void begin(@Nullable Chronicle of, AiExchange exchange) {
        if (of != null && !of.begun) {
            of.begun = true;
            of.tell(exchange, witness -> witness.began(exchange));
        }
    }

    /** All is over. */
    static void end(@Nullable Chronicle of, AiExchange exchange) {
        if (of != null && of.begun && !of.over) {
            of.over = true;
            of.outcome = exchange.outcome();
            of.until = System.nanoTime();
            of.tell(exchange, witness -> witness.ended(exchange, of));
        }
    }

    private void tell(AiExchange exchange, Consumer<Witness> what) {
        for (Witness witness : witnesses) {
            try {
                what.accept(witness);
            } catch (RuntimeException mistake) {
                log.error("{} a witness failed", exchange.id(), mistake);
            }
        }
    }

    /** Looks at the request while it is there. */
    void asked(AiRequest request) {
        asked = request.isReadable() ? new Asked(request.model(), request.isStream()) : Asked.NOTHING;
    }

    /** Something has happened, and is over. */
    public synchronized void step(Kind kind, String name, String how, long from) {
        if (steps.size() < MOST) {
            steps.add(new Step(kind, name, how, from, System.nanoTime()));
        }
    }

    synchronized void spent(Spent attempt) {
        spent.add(attempt);
    }

    /** What was written down of it. */
    public void entry(Entry written) {
        entry = written;
    }

    /** As it came; of what was read from it since, the body is gone. */
    public ServerWebExchange web() {
        return web;
    }

    public long at() {
        return at;
    }

    /** When it came, on the clock of {@link System#nanoTime}. */
    public long since() {
        return since;
    }

    /** When it was over. */
    public long until() {
        return until;
    }

    public Asked asked() {
        return asked;
    }

    /** In the order in which they were over. */
    public synchronized List<Step> steps() {
        return List.copyOf(steps);
    }

    /** What its attempts came to. */
    public synchronized List<Spent> spent() {
        return List.copyOf(spent);
    }

    /** The attempt whose answer the client got, or else the last one; null for none. Whose answer was for nobody is not meant. */
    public synchronized @Nullable Spent last() {
        for (int i = spent.size() - 1; i >= 0; i--) {
            if (spent.get(i).kind() != Spent.Kind.MIRROR) {
                return spent.get(i);
            }
        }
        return null;
    }

    /** Null where nobody keeps an account of it. */
    public @Nullable Entry entry() {
        return entry;
    }

    /** How it ended. */
    public Outcome outcome() {
        Outcome how = outcome;
        if (how == null) {
            throw new IllegalStateException("outcome: not known yet (expected: when it is over)");
        }
        return how;
    }
}
