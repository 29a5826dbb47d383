package ai.gateway.judge;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text by the fences of Markdown: what is between two of them, and what is not. */
final class Fences {

    private static final int SHORTEST = 3;

    private Fences() {}

    /**
     * A part of a text: whole lines, of a fenced one without the fences.
     *
     * @param language in small letters, as its fence says; empty where it says nothing, null where there is no fence
     */
    record Part(@Nullable String language, int start, int end) {

        boolean isFenced() {
            return language != null;
        }
    }

    /** The parts, in their order. A fence that nothing closes goes on to the end. */
    static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        String language = null;
        String open = "";
        int start = 0;
        for (int line = 0; line < text.length(); line = endOfLine(text, line)) {
            String fence = fence(text, line);
            boolean closes = language != null
                    && fence.startsWith(open)
                    && info(text, line, fence).isEmpty();
            if (fence.isEmpty() || (language != null && !closes)) {
                continue;
            }
            add(parts, language, start, line);
            language = language == null ? info(text, line, fence) : null;
            open = fence;
            start = endOfLine(text, line);
        }
        add(parts, language, start, text.length());
        return parts;
    }

    private static void add(List<Part> parts, @Nullable String language, int start, int end) {
        if (end > start) {
            parts.add(new Part(language, start, end));
        }
    }

    /** The signs with which the line begins, if they make a fence. */
    private static String fence(String text, int line) {
        int start = line;
        while (start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '\t')) {
            start++;
        }
        int end = start;
        char sign = start < text.length() ? text.charAt(start) : 0;
        while (end < text.length() && text.charAt(end) == sign && (sign == '`' || sign == '~')) {
            end++;
        }
        return end - start < SHORTEST ? "" : text.substring(start, end);
    }

    /** The first word behind the fence. */
    private static String info(String text, int line, String fence) {
        int start = text.indexOf(fence, line) + fence.length();
        int end = start;
        int last = endOfLine(text, line);
        while (end < last && " \t\r\n{.".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        start = end;
        while (end < last && " \t\r\n,:}".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    /** Where the next line begins. */
    static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }
}
