package ai.gateway.semantic;

import java.util.List;

/** Texts that nobody asks: what a client may send all the same. */
final class EvilTexts {

    private static final int LONG = 1 << 20;

    private EvilTexts() {}

    static List<String> all() {
        return List.of(
                "",
                "?!.,;:-()\"'",
                "\uD800",
                "a\uDC00b \uD83D",
                "\u0000\u0001\u0002",
                "?".repeat(LONG),
                "a".repeat(LONG),
                "9".repeat(LONG),
                "1.".repeat(LONG / 2),
                "a'".repeat(LONG / 2),
                "a.b".repeat(LONG / 3),
                "- ".repeat(LONG / 2),
                "a\u0301\u0323".repeat(LONG / 3),
                "\u0315\u0300\u05AE\u0300".repeat(LONG / 4),
                "\uFDFA".repeat(LONG / 16),
                "\uD83D\uDE00".repeat(LONG / 2),
                "from A to B ".repeat(LONG / 12),
                "twenty million ".repeat(LONG / 15),
                distinct());
    }

    /** A million characters of words that are all others. */
    private static String distinct() {
        StringBuilder text = new StringBuilder(LONG);
        for (int i = 0; text.length() < LONG; i++) {
            text.append("Word")
                    .append((char) ('a' + i % 26))
                    .append(Integer.toString(i, 36))
                    .append(' ');
        }
        return text.toString();
    }
}
