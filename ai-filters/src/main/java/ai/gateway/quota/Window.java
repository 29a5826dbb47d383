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
    record Calendar(Span span, ZoneId zone) implements Window {

        public enum Span {
            DAY,
            WEEK,
            MONTH,
            YEAR
        }

        @Override
        public long slot(long now) {
            LocalDate day = Instant.ofEpochMilli(now).atZone(zone).toLocalDate();
            return at(
                    switch (span) {
                        case DAY -> day;
                        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                        case MONTH -> day.withDayOfMonth(1);
                        case YEAR -> day.withDayOfYear(1);
                    });
        }

        @Override
        public long until(long slot) {
            LocalDate begin = Instant.ofEpochMilli(slot).atZone(zone).toLocalDate();
            return at(
                    switch (span) {
                        case DAY -> begin.plusDays(1);
                        case WEEK -> begin.plusWeeks(1);
                        case MONTH -> begin.plusMonths(1);
                        case YEAR -> begin.plusYears(1);
                    });
        }

        private long at(LocalDate day) {
            return day.atStartOfDay(zone).toInstant().toEpochMilli();
        }

        @Override
        public String id() {
            return span.name().toLowerCase(Locale.ROOT) + "-" + zone.getId();
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
