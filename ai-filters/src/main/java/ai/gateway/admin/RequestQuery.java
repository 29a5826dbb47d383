package ai.gateway.admin;

import ai.gateway.ledger.LogQuery;
import ai.gateway.ledger.LogQuery.Field;
import ai.gateway.ledger.LogQuery.Least;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a question says of which requests it means.
 *
 * @param query all of it but what clients have said of their users
 * @param properties what these have said
 */
record RequestQuery(Query query, Map<String, String> properties, Clock clock) {

    private static final String PROPERTY = "property.";
    private static final int NANOS = 9;

    static final Set<String> NAMES = names();

    private static Set<String> names() {
        Set<String> names =
                new HashSet<>(Set.of("from", "to", "zone", "owner", "min-cost", "min-ms", "text", "after", "limit"));
        for (Field each : Field.values()) {
            names.add(word(each));
        }
        return Set.copyOf(names);
    }

    private static String word(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    static RequestQuery of(Call call, Clock clock) {
        Map<String, List<String>> rest = new HashMap<>();
        Map<String, String> properties = new HashMap<>();
        call.query().forEach((name, values) -> {
            if (!name.startsWith(PROPERTY)) {
                rest.put(name, values);
            } else if (values.size() == 1 && values.get(0) != null) {
                properties.put(name.substring(PROPERTY.length()).toLowerCase(Locale.ROOT), values.get(0));
            } else {
                throw Query.wrong(name, "not one value", "one");
            }
        });
        return new RequestQuery(Query.of(rest, NAMES), properties, clock);
    }

    LogQuery meant() {
        UsageQuery times = new UsageQuery(query, clock);
        String from = query.one("from");
        String to = query.one("to");
        String owner = query.one("owner");
        String text = query.one("text");
        Map<Field, String> is = new EnumMap<>(Field.class);
        for (Field each : Field.values()) {
            if (query.values().containsKey(word(each))) {
                is.put(each, query.one(word(each)));
            }
        }
        return new LogQuery(
                from.isEmpty() ? 0 : times.time("from", from, /* days= */ 0),
                to.isEmpty() ? Long.MAX_VALUE : times.time("to", to, /* days= */ 1),
                is,
                owner.isEmpty() ? null : owner,
                properties,
                new Least(dollars(query.one("min-cost")), millis(query.one("min-ms"))),
                text.isBlank() ? null : text);
    }

    private static long dollars(String written) {
        if (written.isEmpty()) {
            return 0;
        }
        try {
            return new BigDecimal(written).movePointRight(NANOS).toBigInteger().longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw Query.wrong("min-cost", written, "dollars, such as 0.05");
        }
    }

    private static long millis(String written) {
        try {
            return written.isEmpty() ? 0 : Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw Query.wrong("min-ms", written, "milliseconds, such as 2000");
        }
    }
}
