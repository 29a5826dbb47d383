package ai.gateway.testing.made;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** What is drawn. Odd things come often: that is what they are drawn for. */
final class Dice {

    /** Of one to four bytes, what JSON escapes, what looks like a line's end and what looks like an escape. */
    private static final String[] SCRAPS = {
        "a",
        "Z",
        "7",
        " ",
        "word ",
        "ß",
        "é",
        "日本",
        "🌍",
        "👩‍👩‍👧",
        "\uD834\uDD1E",
        "\n",
        "\r\n",
        "\t",
        "\"",
        "\\",
        "\\n",
        "\\u0041",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u2028",
        "\ufeff",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "data: x",
        "</s>",
        "'",
        "%7B",
        "e\u0301",
    };

    private final Random random;

    Dice(long seed) {
        // Neighbouring seeds of Random begin alike.
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int of) {
        return random.nextInt(of) == 0;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    @SafeVarargs
    final <T> T of(T... all) {
        return all[random.nextInt(all.length)];
    }

    <T> @Nullable T maybe(Supplier<T> drawn) {
        return coin() ? drawn.get() : null;
    }

    <T> List<T> some(int least, int most, Supplier<T> drawn) {
        List<T> all = new ArrayList<>();
        for (int left = between(least, most); left > 0; left--) {
            all.add(drawn.get());
        }
        return all;
    }

    /** Any text; now and then none, now and then a long one. */
    String text() {
        return oneIn(8) ? "" : saying();
    }

    /** A text that says something: some dialects have no place for others. */
    String saying() {
        StringBuilder text = new StringBuilder("t");
        for (int left = oneIn(20) ? 200 : between(0, 12); left > 0; left--) {
            text.append(SCRAPS[random.nextInt(SCRAPS.length)]);
        }
        return text.append('.').toString();
    }

    /** A name as all dialects take it. */
    String name() {
        return of("get_weather", "a", "Tool-2", "x_" + below(1000), "z".repeat(between(1, 60)));
    }

    /** A number that says nothing, something or as much as can be said. */
    long count() {
        return of(
                0L,
                1L,
                (long) below(100_000),
                (long) Integer.MAX_VALUE,
                1L + Integer.MAX_VALUE,
                1_000_000_000L * below(500));
    }

    /** An object as JSON text, in no order, of some depth. */
    String object(int depth) {
        StringBuilder json = new StringBuilder("{");
        for (int left = between(0, 3), at = 0; at < left; at++) {
            json.append(at == 0 ? "" : of(",", ", ")).append(Quoted.of("k" + at + of("", "ü", " ", "\"")));
            json.append(of(":", " : ")).append(value(depth));
        }
        return json.append('}').toString();
    }

    private String value(int depth) {
        return switch (below(depth > 0 ? 9 : 7)) {
            case 0 -> "null";
            case 1 -> String.valueOf(coin());
            case 2 -> of("0", "-1", "1.5", "1e9", "-0.0", "12345678901234567890123", "0.1", "9007199254740993");
            case 3 -> "[]";
            case 4 -> "{}";
            case 5, 6 -> Quoted.of(text());
            case 7 -> "[" + value(depth - 1) + "," + value(depth - 1) + "]";
            default -> object(depth - 1);
        };
    }

    /** A JSON schema of an object, with parts in parts. */
    String schema(int depth) {
        StringBuilder json = new StringBuilder("{\"type\":\"object\",\"properties\":{");
        int members = between(0, 3);
        for (int at = 0; at < members; at++) {
            json.append(at == 0 ? "" : ",")
                    .append("\"p")
                    .append(at)
                    .append("\":")
                    .append(part(depth));
        }
        json.append('}').append(members > 0 && coin() ? ",\"required\":[\"p0\"]" : "");
        return json.append(coin() ? ",\"additionalProperties\":false}" : "}").toString();
    }

    private String part(int depth) {
        return switch (below(depth > 0 ? 8 : 5)) {
            case 0 -> "{\"type\":\"string\",\"description\":" + Quoted.of(saying()) + "}";
            case 1 -> "{\"type\":\"integer\",\"minimum\":0,\"maximum\":12}";
            case 2 -> "{\"type\":\"string\",\"enum\":[\"a\",\"b\"]}";
            case 3 -> "{\"type\":[\"number\",\"null\"]}";
            case 4 -> "{\"type\":\"boolean\",\"default\":true}";
            case 5 -> "{\"type\":\"array\",\"items\":" + part(depth - 1) + "}";
            case 6 -> "{\"anyOf\":[" + part(depth - 1) + ",{\"type\":\"null\"}]}";
            default -> schema(depth - 1);
        };
    }
}
