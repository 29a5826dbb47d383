package ai.gateway.quota;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The stretch of time in which amounts count together. Times are milliseconds since 1970. */
public sealed interface Window {

    /** How finely a sliding window forgets: what was used counts for up to one part of so many longer. */
    int PARTS = 60;

    /** The beginning of the slot that a moment belongs to. */
    long slot(long now);

    /** When what was used in a slot counts no more; {@link Long#MAX_VALUE} for never. */
    long until(long slot);

    /** A name for it; windows with one name are one. */
    String id();

    /** One after the other, from the beginning of time: all that was used is forgotten at once. */
    record Fixed(long millis) implements Window {

        public Fixed {
            positive(millis);
        }

        @Override
        public long slot(long now) {
            return now - Math.floorMod(now, millis);
        }

        @Override
        public long until(long slot) {
            return slot + millis;
        }

        @Override
        public String id() {
            return "fixed-" + millis;
        }
    }

    /** In any stretch of that length there is no more than that. */
    record Sliding(long millis) implements Window {

        public Sliding {
            positive(millis);
        }

        private long part() {
            return Math.max(1, millis / PARTS);
        }

        @Override
        public long slot(long now) {
            return now - Math.floorMod(now, part());
        }

        @Override
        public long until(long slot) {
            return slot + part() + millis;
        }

        @Override
        public String id() {
            return "sliding-" + millis;
        }
    }

    /** Days, weeks from Monday, months or years as they are in a place. */
    final class Calendar implements Window {

        public enum Span {
            DAY,
            WEEK,
            MONTH,
            YEAR
        }

        /** To look into a calendar costs more than all the rest of a reservation, and nearly all moments are of the same day. */
        private record Slot(long begin, long end) {}

        private final Span span;
        private final ZoneId zone;
        private final String id;
        private volatile Slot last = new Slot(0, 0);

        public Calendar(Span span, ZoneId zone) {
            this.span = span;
            this.zone = zone;
            this.id = span.name().toLowerCase(Locale.ROOT) + "-" + zone.getId();
        }

        @Override
        public long slot(long now) {
            Slot known = last;
            if (now >= known.begin && now < known.end) {
                return known.begin;
            }
            LocalDate begin = begin(day(now));
            last = new Slot(at(begin), at(next(begin)));
            return at(begin);
        }

        @Override
        public long until(long slot) {
            Slot known = last;
            return slot == known.begin && known.end > known.begin ? known.end : at(next(day(slot)));
        }

        private LocalDate begin(LocalDate day) {
            return switch (span) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
                case YEAR -> day.withDayOfYear(1);
            };
        }

        private LocalDate next(LocalDate begin) {
            return switch (span) {
                case DAY -> begin.plusDays(1);
                case WEEK -> begin.plusWeeks(1);
                case MONTH -> begin.plusMonths(1);
                case YEAR -> begin.plusYears(1);
            };
        }

        private LocalDate day(long millis) {
            return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
        }

        private long at(LocalDate day) {
            return day.atStartOfDay(zone).toInstant().toEpochMilli();
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Calendar that && id.equals(that.id);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** For ever: nothing is forgotten. */
    record Lifetime() implements Window {

        @Override
        public long slot(long now) {
            return 0;
        }

        @Override
        public long until(long slot) {
            return Long.MAX_VALUE;
        }

        @Override
        public String id() {
            return "lifetime";
        }
    }

    /** Only what is held counts: how many there are at the same time. What is settled is forgotten. */
    record AtOnce() implements Window {

        @Override
        public long slot(long now) {
            return now;
        }

        @Override
        public long until(long slot) {
            return slot;
        }

        @Override
        public String id() {
            return "at-once";
        }
    }

    private static void positive(long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException("window: " + millis + " ms (expected: > 0)");
        }
    }
}
