package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** What is asked of any value, of numbers and of strings. */
final class Values {

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    private Values() {}

    static void read(Terms terms, Node into) {
        type(terms, into);
        equal(terms, into);
        numbers(terms, into);
        strings(terms, into);
    }

    private static void type(Terms terms, Node into) {
        Json type = terms.get("type");
        if (!type.exists()) {
            return;
        }
        Set<String> types = type.isString() ? Set.of(type.text()) : Terms.names(type);
        if (types.isEmpty() || !TYPES.containsAll(types)) {
            throw Terms.refused(
                    type,
                    "expected: of " + String.join(", ", TYPES.stream().sorted().toList()));
        }
        into.add((value, walk) -> isOf(types, value) ? null : walk.misfit("type"));
    }

    private static boolean isOf(Set<String> types, Json value) {
        return switch (value.kind()) {
            case TRUE, FALSE -> types.contains("boolean");
            case NUMBER -> types.contains("number") || (types.contains("integer") && isWhole(value));
            case OBJECT, ARRAY, STRING, NULL, MISSING ->
                types.contains(value.kind().name().toLowerCase(Locale.ROOT));
        };
    }

    private static boolean isWhole(Json value) {
        BigDecimal number = Plain.number(value);
        return number != null && number.stripTrailingZeros().scale() <= 0;
    }

    private static void equal(Terms terms, Node into) {
        Json all = terms.get("enum");
        if (all.exists()) {
            if (!all.isArray()) {
                throw Terms.refused(all, "expected: an array");
            }
            Set<Object> values = new HashSet<>();
            all.items().forEach(item -> values.add(Plain.of(item, new Walk())));
            into.add((value, walk) -> values.contains(Plain.of(value, walk)) ? null : walk.misfit("enum"));
        }
        Json only = terms.get("const");
        if (only.exists()) {
            Object same = Plain.of(only, new Walk());
            into.add((value, walk) -> same.equals(Plain.of(value, walk)) ? null : walk.misfit("const"));
        }
    }

    private static void numbers(Terms terms, Node into) {
        compared(terms, "minimum", sign -> sign >= 0, into);
        compared(terms, "maximum", sign -> sign <= 0, into);
        compared(terms, "exclusiveMinimum", sign -> sign > 0, into);
        compared(terms, "exclusiveMaximum", sign -> sign < 0, into);
        BigDecimal step = terms.number("multipleOf");
        if (step == null) {
            return;
        }
        if (step.signum() <= 0) {
            throw Terms.refused(terms.get("multipleOf"), "expected: a number above 0");
        }
        into.add((value, walk) -> !value.isNumber() || isMultiple(value, step) ? null : walk.misfit("multipleOf"));
    }

    private static boolean isMultiple(Json value, BigDecimal step) {
        BigDecimal number = Plain.number(value);
        return number != null && number.remainder(step).signum() == 0;
    }

    private static void compared(Terms terms, String keyword, IntPredicate fits, Node into) {
        BigDecimal bound = terms.number(keyword);
        if (bound != null) {
            into.add((value, walk) -> !value.isNumber() || isSo(value, bound, fits) ? null : walk.misfit(keyword));
        }
    }

    private static boolean isSo(Json value, BigDecimal bound, IntPredicate fits) {
        BigDecimal number = Plain.number(value);
        return number != null && fits.test(number.compareTo(bound));
    }

    private static void strings(Terms terms, Node into) {
        long least = terms.count("minLength", 0);
        long most = terms.count("maxLength", Long.MAX_VALUE);
        if (terms.has("minLength") || terms.has("maxLength")) {
            into.add((value, walk) -> length(value, least, most, walk));
        }
        Json pattern = terms.get("pattern");
        if (!pattern.exists()) {
            return;
        }
        if (!pattern.isString()) {
            throw Terms.refused(pattern, "expected: a string");
        }
        Patterns compiled = Terms.pattern(pattern, pattern.text());
        into.add((value, walk) -> {
            walk.read(value.text());
            return !value.isString() || compiled.in(value.text()) ? null : walk.misfit("pattern");
        });
    }

    private static @Nullable Misfit length(Json value, long least, long most, Walk walk) {
        if (!value.isString()) {
            return null;
        }
        String text = value.text();
        walk.read(text);
        int length = text.codePointCount(0, text.length());
        return length < least ? walk.misfit("minLength") : length > most ? walk.misfit("maxLength") : null;
    }
}
