package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the keywords of a schema say, each of the kind that it must be. */
final class Terms {

    private final Json schema;

    Terms(Json schema) {
        this.schema = schema;
    }

    Json schema() {
        return schema;
    }

    Json get(String keyword) {
        return schema.get(keyword);
    }

    boolean has(String keyword) {
        return schema.get(keyword).exists();
    }

    /** How many; the fallback where nobody says. */
    long count(String keyword, long fallback) {
        Json value = get(keyword);
        if (!value.exists()) {
            return fallback;
        }
        long count = value.number(-1);
        if (count < 0) {
            throw refused(value, "expected: a whole number, 0 or more");
        }
        return count;
    }

    /** Null where nobody says. */
    @Nullable
    BigDecimal number(String keyword) {
        Json value = get(keyword);
        if (!value.exists()) {
            return null;
        }
        BigDecimal number = value.isNumber() ? Plain.number(value) : null;
        if (number == null) {
            throw refused(value, "expected: a number, within 1e400");
        }
        return number;
    }

    boolean flag(String keyword) {
        Json value = get(keyword);
        boolean flag = value.flag(/* fallback= */ false);
        if (value.exists() && flag != value.flag(/* fallback= */ true)) {
            throw refused(value, "expected: true or false");
        }
        return flag;
    }

    Set<String> names(String keyword) {
        return get(keyword).exists() ? names(get(keyword)) : Set.of();
    }

    static Set<String> names(Json array) {
        if (!array.isArray()) {
            throw refused(array, "expected: an array of strings");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Json item : array.items()) {
            if (!item.isString()) {
                throw refused(item, "expected: a string");
            }
            names.add(item.text());
        }
        return names;
    }

    /** Its members, in their order. */
    Map<String, Json> members(String keyword) {
        Json value = get(keyword);
        Map<String, Json> members = new LinkedHashMap<>();
        if (value.exists() && !value.isObject()) {
            throw refused(value, "expected: an object");
        }
        value.members(members::put);
        return members;
    }

    /** Its items, of which there must be one. */
    Iterable<Json> items(String keyword) {
        Json value = get(keyword);
        if (value.exists() && (!value.isArray() || value.size() == 0)) {
            throw refused(value, "expected: an array of schemas");
        }
        return value.items();
    }

    static Patterns pattern(Json where, String pattern) {
        try {
            return Patterns.of(pattern);
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException(
                    message(where, "needs a library (expected: com.google.re2j:re2j on the class path)"), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message(where, String.valueOf(e.getMessage())), e);
        }
    }

    static IllegalArgumentException refused(Json where, String why) {
        return new IllegalArgumentException(message(where, why));
    }

    private static String message(Json where, String why) {
        String pointer = where.pointer();
        return "schema: " + (pointer.isEmpty() ? "all of it" : pointer) + ": " + why;
    }
}
