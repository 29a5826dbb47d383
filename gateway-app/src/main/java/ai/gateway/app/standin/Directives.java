package ai.gateway.app.standin;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The wishes in the last user text: {@code /name argument}, where the name is a word of its own. An argument runs to the next
 * directive or the end of the line; {@code /echo} takes all that follows. The package page lists them.
 */
record Directives(Map<String, String> given) {
    static final Directives NONE = new Directives(Map.of());
    private static final Set<String> NAMES = Set.of(
            "echo",
            "words",
            "chars",
            "tool",
            "tools",
            "json",
            "think",
            "error",
            "break",
            "errorafter",
            "slow",
            "pace",
            "length");

    static Directives in(String text) {
        int at = next(text, 0);
        if (at == text.length()) {
            return NONE;
        }
        Map<String, String> given = new HashMap<>();
        while (at < text.length()) {
            int afterName = wordEnd(text, at + 1);
            String name = text.substring(at + 1, afterName);
            int end = name.equals("echo") ? text.length() : Math.min(lineEnd(text, afterName), next(text, afterName));
            given.put(name, text.substring(afterName, end).strip());
            at = next(text, end);
        }
        return new Directives(given);
    }

    /** These, and of the others what is not said here. */
    Directives over(Directives others) {
        if (others.given.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(others.given);
        all.putAll(given);
        return new Directives(all);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String text(String name) {
        return given.getOrDefault(name, "");
    }

    /** The number after the name, kept within 0 and the limit; the other one when the name was not given or no number follows. */
    int number(String name, int otherwise, int limit) {
        String argument = text(name);
        int digits = 0;
        while (digits < argument.length() && digits < 9 && Character.isDigit(argument.charAt(digits))) {
            digits++;
        }
        return digits == 0 ? otherwise : Math.min(Integer.parseInt(argument.substring(0, digits)), limit);
    }

    private static int next(String text, int from) {
        for (int at = text.indexOf('/', from); at >= 0; at = text.indexOf('/', at + 1)) {
            boolean starts = at == 0 || Character.isWhitespace(text.charAt(at - 1));
            if (starts && NAMES.contains(text.substring(at + 1, wordEnd(text, at + 1)))) {
                return at;
            }
        }
        return text.length();
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int lineEnd(String text, int from) {
        int at = text.indexOf('\n', from);
        return at < 0 ? text.length() : at;
    }
}
