package ai.gateway.exchange;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Fields for which the exchange has no place of its own, as they came: a member's name and its JSON text. They mean
 * something in the dialect that they came from, and go nowhere else.
 */
public record Extras(Map<String, String> fields) {

    public static final Extras NONE = new Extras(Map.of());

    public Extras {
        fields = fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** What is said later replaces what was said of the same before; the first account of a stream may tell more than the last. */
    public Extras updatedBy(Extras later) {
        if (isEmpty() || later.isEmpty()) {
            return isEmpty() ? later : this;
        }
        Map<String, String> both = new LinkedHashMap<>(fields);
        both.putAll(later.fields);
        return new Extras(both);
    }
}
