package ai.gateway.secrets;

import java.util.ArrayList;
import java.util.List;

/** Small questions about texts. */
final class Texts {

    private static final int ASCII = 128;

    private Texts() {}

    /** The parts between such characters, without blanks around them. */
    static List<String> split(String text, char between) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == between) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        return parts;
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || isUpper(c);
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean hasDigit(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Texts.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** How often a letter stands beside a digit. */
    static int changes(String text, int start, int end) {
        int changes = 0;
        for (int i = start + 1; i < end; i++) {
            char one = text.charAt(i - 1);
            char other = text.charAt(i);
            changes += (isLetter(one) && isDigit(other)) || (isDigit(one) && isLetter(other)) ? 1 : 0;
        }
        return changes;
    }

    static boolean startsWith(String text, int at, String lower) {
        return text.regionMatches(true, at, lower, 0, lower.length());
    }

    /** Index of the first that is no space or tab. */
    static int behindSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Shannon's entropy of the characters, in bits apiece. */
    static double bits(String text, int start, int end) {
        int[] counts = new int[ASCII];
        for (int i = start; i < end; i++) {
            counts[text.charAt(i) % ASCII]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / (end - start);
                bits -= share * Math.log(share);
            }
        }
        return bits / Math.log(2);
    }
}
