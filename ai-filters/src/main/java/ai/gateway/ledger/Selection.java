package ai.gateway.ledger;

import java.util.List;
import java.util.Map;

/**
 * Which entries are meant.
 *
 * @param from the first moment, in milliseconds since 1970
 * @param to the first moment that is too late
 * @param is what columns must be; an owner covers those below it
 * @param tags that an entry must have
 */
public record Selection(long from, long to, Map<Field, String> is, Map<String, String> tags) {

    public static final Selection ALL = new Selection(Long.MIN_VALUE, Long.MAX_VALUE, Map.of(), Map.of());

    /** What can be asked for by name. */
    public enum Field {
        KEY("key_name"),
        OWNER("owner"),
        ROUTE("route"),
        OPERATION("operation"),
        PROVIDER("provider"),
        MODEL("model"),
        ENDING("ending"),
        CACHE("cache"),
        ID("id");

        private final String column;

        Field(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    public Selection {
        is = Map.copyOf(is);
        tags = Map.copyOf(tags);
    }

    Selection between(long first, long tooLate) {
        return new Selection(Math.max(from, first), Math.min(to, tooLate), is, tags);
    }

    /** As a condition; its parameters come to the list. */
    String where(List<Object> parameters) {
        StringBuilder sql = new StringBuilder("at >= ? and at < ?");
        parameters.add(from);
        parameters.add(to);
        is.forEach((field, value) -> {
            if (field == Field.OWNER) {
                sql.append(" and (owner = ? or owner like ? escape '!')");
                parameters.add(value);
                parameters.add(escaped(value) + "/%");
            } else {
                sql.append(" and ").append(field.column()).append(" = ?");
                parameters.add(value);
            }
        });
        tags.forEach((name, value) -> {
            String member = EntryJson.tags(Map.of(name, value));
            sql.append(" and tags like ? escape '!'");
            parameters.add("%" + escaped(member.substring(1, member.length() - 1)) + "%");
        });
        return sql.toString();
    }

    /** The database finds a tag by how it is written, which a strange name of another may contain. */
    boolean covers(Map<String, String> ofEntry) {
        return ofEntry.entrySet().containsAll(tags.entrySet());
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
