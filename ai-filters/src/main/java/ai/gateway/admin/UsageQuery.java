package ai.gateway.admin;

import ai.gateway.ledger.Selection;
import ai.gateway.ledger.Selection.Field;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a question about usage says of which calls it means, and how it wants them. */
record UsageQuery(Query query, Clock clock) {

    private static final Duration USUAL = Duration.ofDays(30);

    private static final List<Field> FIELDS = List.of(
            Field.KEY,
            Field.OWNER,
            Field.ROUTE,
            Field.OPERATION,
            Field.PROVIDER,
            Field.MODEL,
            Field.ENDING,
            Field.CACHE);

    static Set<String> names(String... more) {
        Set<String> names = new HashSet<>(Set.of("from", "to", "zone", "tag", "format"));
        FIELDS.forEach(each -> names.add(word(each)));
        names.addAll(List.of(more));
        return Set.copyOf(names);
    }

    private static String word(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    Selection selection() {
        Map<Field, String> is = new EnumMap<>(Field.class);
        for (Field each : FIELDS) {
            if (query.values().containsKey(word(each))) {
                is.put(each, query.one(word(each)));
            }
        }
        Map<String, String> tags = new HashMap<>();
        for (String written : query.all("tag")) {
            int colon = written.indexOf(':');
            if (colon < 1) {
                throw Query.wrong("tag", written, "name:value");
            }
            tags.put(written.substring(0, colon), written.substring(colon + 1));
        }
        String from = query.one("from");
        String to = query.one("to");
        return new Selection(
                from.isEmpty() ? clock.millis() - USUAL.toMillis() : time("from", from, /* days= */ 0),
                to.isEmpty() ? Long.MAX_VALUE : time("to", to, /* days= */ 1),
                is,
                tags);
    }

    /** @param days that are added to a date: the last of a range belongs to it */
    long time(String name, String written, int days) {
        try {
            return written.indexOf('T') < 0
                    ? LocalDate.parse(written)
                            .plusDays(days)
                            .atStartOfDay(zone())
                            .toInstant()
                            .toEpochMilli()
                    : OffsetDateTime.parse(written).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw Query.wrong(name, written, "2026-12-31, or 2026-12-31T12:00:00Z");
        }
    }

    ZoneId zone() {
        String written = query.one("zone");
        try {
            return written.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(written);
        } catch (DateTimeException e) {
            throw Query.wrong("zone", written, "such as Europe/Berlin");
        }
    }

    boolean wantsCsv(Call call) {
        String format = query.one("format");
        String accept = call.headers().accept();
        return switch (format) {
            case "csv" -> true;
            case "json" -> false;
            case "" -> accept != null && accept.startsWith("text/csv");
            default -> throw Query.wrong("format", format, "json or csv");
        };
    }
}
