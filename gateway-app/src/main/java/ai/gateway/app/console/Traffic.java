package ai.gateway.app.console;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the exchanges of the last hour come to: all of them by half a minute, and by five minutes told apart by model, key and so
 * on. Of a fixed size, whatever clients ask for: of each kind so many names are told apart, and the rest is {@link #OTHER}.
 */
final class Traffic {

    static final String OTHER = "other";

    static final int SLOT_MILLIS = 30_000;
    private static final int SLOTS = 120;
    private static final int SPAN_MILLIS = 300_000;
    private static final int SPANS = 12;
    private static final int MOST_NAMES = 200;

    /** What exchanges are told apart by. */
    enum By {
        MODEL,
        PROVIDER,
        ROUTE,
        KEY,
        TEAM;

        private static final List<By> ALL = List.of(values());

        /** Empty where it is nobody's. */
        private String name(Seen seen) {
            String provider = seen.what().provider();
            return switch (this) {
                case MODEL -> seen.what().counted();
                case PROVIDER -> provider == null ? "" : provider;
                case ROUTE -> seen.what().route();
                case KEY -> seen.who().key();
                case TEAM -> seen.who().team();
            };
        }
    }

    /** @param at the first moment of it, in milliseconds since 1970 */
    record Slot(long at, Figures figures) {}

    private record Span(long at, Map<By, Map<String, Figures>> by) {}

    private final LongSupplier millis;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();

    /** @param millis since 1970 */
    Traffic(LongSupplier millis) {
        this.millis = millis;
    }

    synchronized void add(Seen seen) {
        long now = millis.getAsLong();
        slot(now).figures().add(seen);
        Span span = span(now);
        for (By by : By.ALL) {
            Map<String, Figures> names = span.by().computeIfAbsent(by, kind -> new HashMap<>());
            String name = by.name(seen);
            if (!name.isEmpty()) {
                boolean known = names.containsKey(name) || names.size() < MOST_NAMES;
                names.computeIfAbsent(known ? name : OTHER, of -> new Figures()).add(seen);
            }
        }
    }

    private Slot slot(long now) {
        long at = now - now % SLOT_MILLIS;
        Slot last = slots.isEmpty() ? null : slots.get(slots.size() - 1);
        if (last != null && last.at() >= at) {
            return last;
        }
        Slot fresh = new Slot(at, new Figures());
        slots.add(fresh);
        slots.removeIf(slot -> slot.at() <= at - (long) SLOTS * SLOT_MILLIS);
        return fresh;
    }

    private Span span(long now) {
        long at = now - now % SPAN_MILLIS;
        Span last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
        if (last != null && last.at() >= at) {
            return last;
        }
        Span fresh = new Span(at, new EnumMap<>(By.class));
        spans.add(fresh);
        spans.removeIf(span -> span.at() <= at - (long) SPANS * SPAN_MILLIS);
        return fresh;
    }

    long now() {
        return millis.getAsLong();
    }

    /** Of the last minutes, one by one, the oldest first; those in which nothing was are not there. */
    synchronized List<Slot> slots(int minutes) {
        long from = from(minutes);
        List<Slot> copies = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.at() >= from) {
                Figures copy = new Figures();
                copy.add(slot.figures());
                copies.add(new Slot(slot.at(), copy));
            }
        }
        return copies;
    }

    /** The first slot that counts for the last minutes, the one under way included. */
    long from(int minutes) {
        long now = millis.getAsLong();
        return now - now % SLOT_MILLIS - (long) (minutes * 60_000 / SLOT_MILLIS - 1) * SLOT_MILLIS;
    }

    /** Told apart, of whichever five minutes the last minutes are in. */
    synchronized Map<String, Figures> by(By kind, int minutes) {
        long now = millis.getAsLong();
        long from = now - now % SPAN_MILLIS - (long) (minutes * 60_000 / SPAN_MILLIS - 1) * SPAN_MILLIS;
        Map<String, Figures> sums = new HashMap<>();
        for (Span span : spans) {
            if (span.at() >= from) {
                span.by()
                        .getOrDefault(kind, Map.of())
                        .forEach((name, figures) ->
                                sums.computeIfAbsent(name, of -> new Figures()).add(figures));
            }
        }
        return sums;
    }
}
