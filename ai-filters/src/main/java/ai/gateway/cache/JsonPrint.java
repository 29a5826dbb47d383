package ai.gateway.cache;

import ai.gateway.wire.Json;

import java.util.Set;
import java.util.TreeMap;

/** The fingerprint of a JSON text: the order of members, blanks, and how a string or a number is written make no difference. */
final class JsonPrint {

    private JsonPrint() {}

    static void put(Print print, Json value) {
        put(print, value, Set.of());
    }

    /** @param without members of the outermost object that do not count */
    static void put(Print print, Json value, Set<String> without) {
        switch (value.kind()) {
            case OBJECT -> members(print, value, without);
            case ARRAY -> {
                print.kind('[').put(value.size());
                value.items().forEach(item -> put(print, item, Set.of()));
            }
            case STRING -> print.put(value.text());
            case NUMBER -> number(print, value);
            case TRUE -> print.put(Boolean.TRUE);
            case FALSE -> print.put(Boolean.FALSE);
            case NULL -> print.kind('z');
            case MISSING -> print.kind('m');
        }
    }

    private static void members(Print print, Json object, Set<String> without) {
        TreeMap<String, Json> sorted = new TreeMap<>();
        object.members((name, member) -> {
            if (!without.contains(name)) {
                sorted.put(name, member);
            }
        });
        print.kind('{').put(sorted.size());
        sorted.forEach((name, member) -> {
            print.put(name);
            put(print, member, Set.of());
        });
    }

    /** What a double cannot hold counts as it is written. */
    private static void number(Print print, Json number) {
        long whole = number.number(Long.MIN_VALUE);
        if (whole != Long.MIN_VALUE) {
            print.put(whole);
            return;
        }
        double decimal = number.decimal(Double.NaN);
        String written = number.toString();
        if (Double.isNaN(decimal) || written.length() > 17) {
            print.kind('x').put(written);
        } else {
            print.decimal(decimal);
        }
    }
}
