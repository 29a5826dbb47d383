package ai.gateway.ledger;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What totals are told apart by.
 *
 * @param tag its name, for {@link Kind#TAG}
 * @param depth how many steps of an owner count, for {@link Kind#OWNER}; 0 for all
 */
public record Dimension(Kind kind, String tag, int depth) {

    /** A column of the entries, or something that is made of one. */
    public enum Kind {
        KEY("key_name"),
        OWNER("owner"),
        ROUTE("route"),
        OPERATION("operation"),
        PROVIDER("provider"),
        MODEL("model"),
        ENDING("ending"),
        CACHE("cache"),
        TAG("tags"),
        DAY("");

        private final String column;

        Kind(String column) {
            this.column = column;
        }

        /** Empty where there is none. */
        String column() {
            return column;
        }
    }

    private static final String TAG = "tag:";

    /** By how deep they look. */
    private static final List<String> OWNERS = List.of("owner", "customer", "team", "project");

    private static final List<Kind> BY_THEIR_NAMES =
            List.of(Kind.KEY, Kind.ROUTE, Kind.OPERATION, Kind.PROVIDER, Kind.MODEL, Kind.ENDING, Kind.CACHE, Kind.DAY);

    /** @param written such as {@code team}, {@code model} or {@code tag:cost-centre} */
    public static Dimension of(String written) {
        if (written.startsWith(TAG) && written.length() > TAG.length()) {
            return new Dimension(Kind.TAG, written.substring(TAG.length()), 0);
        }
        if (OWNERS.contains(written)) {
            return new Dimension(Kind.OWNER, "", OWNERS.indexOf(written));
        }
        for (Kind each : BY_THEIR_NAMES) {
            if (word(each).equals(written)) {
                return new Dimension(each, "", 0);
            }
        }
        throw new IllegalArgumentException("by: " + written + " (expected: tag:<name>, one of " + OWNERS + " or of "
                + BY_THEIR_NAMES.stream().map(Dimension::word).toList() + ")");
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** As it is written. */
    public String name() {
        return switch (kind) {
            case TAG -> TAG + tag;
            case OWNER -> OWNERS.get(depth);
            case KEY, ROUTE, OPERATION, PROVIDER, MODEL, ENDING, CACHE, DAY -> word(kind);
        };
    }

    /** What an entry belongs to that has this in the column. */
    String group(String inColumn, Map<String, String> tags) {
        return switch (kind) {
            case TAG -> tags.getOrDefault(tag, "");
            case OWNER -> top(inColumn);
            case KEY, ROUTE, OPERATION, PROVIDER, MODEL, ENDING, CACHE, DAY -> inColumn;
        };
    }

    private String top(String owner) {
        int end = 0;
        for (int step = 0; step < depth; step++) {
            int slash = owner.indexOf('/', end);
            if (slash < 0) {
                return owner;
            }
            end = slash + 1;
        }
        return depth == 0 ? owner : owner.substring(0, end - 1);
    }
}
