package ai.gateway.health;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Points in time as they are written in headers: RFC 3339, and the three forms of HTTP (RFC 9110, 5.6.7). The day of the
 * week is not looked at: it repeats what the date says, and where it does not, it is wrong.
 */
final class Dates {

    private static final DateTimeFormatter RFC_1123 = pattern("d MMM yyyy HH:mm:ss 'GMT'");

    /** Two digits of the year, taken for one of this century; {@link #http} sets that right. */
    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("d-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter ASCTIME = pattern("MMM ppd HH:mm:ss yyyy");

    private static final int YEARS_AHEAD = 50;

    private Dates() {}

    static Optional<Instant> parse(String text, long nowMillis) {
        if (text.indexOf('T') == 10) {
            return rfc3339(text);
        }
        int weekday = text.indexOf(' ');
        return weekday < 0 ? Optional.empty() : http(text.substring(weekday + 1), nowMillis);
    }

    private static Optional<Instant> rfc3339(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException ignored) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> http(String text, long nowMillis) {
        for (DateTimeFormatter format : List.of(RFC_1123, RFC_850, ASCTIME)) {
            try {
                LocalDateTime date = LocalDateTime.parse(text, format);
                boolean ofLastCentury = format == RFC_850 && date.isAfter(latest(nowMillis));
                return Optional.of((ofLastCentury ? date.minusYears(100) : date).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException ignored) {
                // Another of the three, then.
            }
        }
        return Optional.empty();
    }

    private static LocalDateTime latest(long nowMillis) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC)
                .plusYears(YEARS_AHEAD);
    }

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
