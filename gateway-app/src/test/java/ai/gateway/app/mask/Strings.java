package ai.gateway.app.mask;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The strings of a JSON text, each by the way to it. */
final class Strings {

    private Strings() {}

    /** What is said at each place, numbers too: what a tool said as a number comes back in quotes. */
    static Map<String, String> of(byte[] json) {
        Map<String, String> strings = new TreeMap<>();
        walk("", Json.parse(json), strings);
        return strings;
    }

    static Map<String, String> of(String json) {
        return of(json.getBytes(UTF_8));
    }

    private static void walk(String way, Json value, Map<String, String> into) {
        if (value.isString() || value.isNumber()) {
            into.put(way, value.isString() ? value.text() : value.toString());
        }
        int index = 0;
        for (Json item : value.items()) {
            walk("%s/%05d".formatted(way, index++), item, into);
        }
        value.members((name, member) -> walk(way + '/' + name, member, into));
    }

    /** Those of the values that a body says, however it is written: as JSON in JSON, in groups of digits. */
    static List<String> leaked(byte[] body, List<String> values) {
        String text = new String(body, UTF_8) + '\n' + String.join("\n", all(body));
        String bare = bare(text);
        return values.stream()
                .filter(value -> text.contains(value) || (bare(value).length() > 7 && bare.contains(bare(value))))
                .toList();
    }

    /** All that is said in it, also inside of texts, and names of members. */
    static List<String> all(byte[] body) {
        List<String> all = new ArrayList<>();
        said(Json.parse(body), all);
        return all;
    }

    private static void said(Json value, List<String> into) {
        if (value.isString() || value.isNumber()) {
            String text = value.isString() ? value.text() : value.toString();
            into.add(text);
            if (value.isString()) {
                inside(text, into);
            }
        }
        value.items().forEach(item -> said(item, into));
        value.members((name, member) -> {
            into.add(name);
            said(member, into);
        });
    }

    private static void inside(String text, List<String> into) {
        try {
            said(Json.parse(text.getBytes(UTF_8)), into);
        } catch (JsonException expected) {
            // just a text
        }
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\u00a0-]", "");
    }
}
