package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Which exchanges of the request log are meant.
 *
 * @param from the first moment, in milliseconds since 1970
 * @param to the first moment that is too late
 * @param is what columns must be
 * @param owner whose they must be, or somebody's below; null for anybody's
 * @param properties what their clients must have said of their users
 * @param least what they must have come to
 * @param text that must be in a body, whatever its case; null for any
 */
public record LogQuery(
        long from,
        long to,
        Map<Field, String> is,
        @Nullable String owner,
        Map<String, String> properties,
        Least least,
        @Nullable String text) {

    public static final LogQuery ALL = new LogQuery(0, Long.MAX_VALUE, Map.of(), null, Map.of(), Least.NOTHING, null);

    /** What can be asked for by name. */
    public enum Field {
        ROUTE("route"),
        PROVIDER("provider"),
        MODEL("model"),
        KEY("key_name"),
        STATUS("status"),
        ENDING("ending"),
        FAILURE("failure"),
        SESSION("session"),
        CACHE("cache");

        private final String column;

        Field(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** What an exchange must have come to at least; 0 for anything. */
    public record Least(long nanoUsd, long millis) {

        public static final Least NOTHING = new Least(0, 0);
    }

    public LogQuery {
        is = Map.copyOf(is);
        properties = Map.copyOf(properties);
        if (text != null && LogTerms.ofText(text).isEmpty()) {
            throw new IllegalArgumentException("text: no word (expected: letters or digits)");
        }
        String status = is.get(Field.STATUS);
        if (status != null && !(status.length() == 3 && status.chars().allMatch(c -> c >= '0' && c <= '9'))) {
            throw new IllegalArgumentException("status: " + status + " (expected: such as 429)");
        }
    }
}
