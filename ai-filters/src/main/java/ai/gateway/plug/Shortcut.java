package ai.gateway.plug;

import java.util.List;

/** What the values after {@code Name=} mean, in the order in which they stand. */
public record Shortcut(List<String> fields, boolean gathers) {

    public static final Shortcut NONE = positions();

    /** Each value has its own field. */
    public static Shortcut positions(String... fields) {
        return new Shortcut(List.of(fields), false);
    }

    /** All values are one comma list. */
    public static Shortcut gather(String field) {
        return new Shortcut(List.of(field), true);
    }
}
