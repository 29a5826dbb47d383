package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values as objects that are equal where JSON Schema takes them for equal: {@code 1} and {@code 1.0}, members in any order. */
final class Plain {

    /** What is beyond all doubles is too dear to be reckoned with, and no number that anybody means. */
    private static final int MOST_DIGITS = 400;

    private Plain() {}

    static Object of(Json value, Walk walk) {
        walk.step(1);
        return switch (value.kind()) {
            case OBJECT -> {
                Map<String, Object> members = new HashMap<>();
                value.members((name, member) -> members.put(name, of(member, walk)));
                yield members;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                value.items().forEach(item -> items.add(of(item, walk)));
                yield items;
            }
            case STRING -> {
                walk.read(value.text());
                yield value.text();
            }
            case NUMBER -> {
                BigDecimal number = number(value);
                yield number == null ? new Huge(value.toString()) : number.stripTrailingZeros();
            }
            case TRUE, FALSE, NULL, MISSING -> value.kind();
        };
    }

    /** One that is not reckoned with. */
    private record Huge(String digits) {}

    /** Exactly; null for one that is not reckoned with. */
    static @Nullable BigDecimal number(Json value) {
        try {
            BigDecimal number = new BigDecimal(value.toString());
            if (number.signum() == 0) {
                return BigDecimal.ZERO;
            }
            long exponent = (long) number.precision() - number.scale();
            return Math.abs(exponent) > MOST_DIGITS ? null : number;
        } catch (NumberFormatException exponentBeyondAll) {
            return null;
        }
    }
}
