package ai.gateway.secrets;

import java.util.Locale;

/** Private keys as PEM files and PGP have them, up to their end or as far as they go. */
record PemProbe(Rule rule) implements Probe {

    static final String WORD = "-----begin";

    private static final String LINE = "-----";
    private static final String KEY = "private key";

    private static final Alphabet LABEL = Alphabet.of("A-Za-z0-9 _");
    private static final Alphabet BASE64 = Alphabet.of("A-Za-z0-9+/=");
    private static final Alphabet BETWEEN = Alphabet.of(" \t\r\n\\\"',>|");

    private static final int LONGEST_LABEL = 100;
    /** Such as {@code Proc-Type: 4,ENCRYPTED}, before the key itself. */
    private static final int LONGEST_HEAD = 200;
    /** What is shorter is a word, if it is not the last line. */
    private static final int SHORTEST_LINE = 24;

    private static final int SHORTEST_BODY = 64;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int label = LABEL.run(text, end, LONGEST_LABEL);
        boolean key = text.substring(end, label).toLowerCase(Locale.ROOT).contains(KEY);
        if (key && text.startsWith(LINE, label)) {
            int body = body(text, label + LINE.length());
            int last = bodyEnd(text, body);
            if (last - body >= SHORTEST_BODY) {
                sight.addWhole(rule, start, footEnd(text, last));
            }
        }
    }

    /** Index of the first line that is long enough. */
    private static int body(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < LONGEST_HEAD && !text.startsWith(LINE, at)) {
            int end = BASE64.run(text, at, SHORTEST_LINE);
            if (end - at == SHORTEST_LINE) {
                return at;
            }
            at = end + 1;
        }
        return text.length();
    }

    /** Behind the lines of base 64 that begin there, or at the foot below them. */
    static int bodyEnd(String text, int from) {
        int at = from;
        int end = from;
        while (at < text.length()) {
            int line = BASE64.run(text, at, text.length());
            int next = BETWEEN.run(text, line, LONGEST_LABEL);
            if (text.startsWith(LINE, next)) {
                return next;
            }
            if (line - at < SHORTEST_LINE || next == line) {
                return line - at < SHORTEST_LINE ? end : line;
            }
            end = line;
            at = next;
        }
        return end;
    }

    /** Behind {@code -----END PRIVATE KEY-----}, where that is there. */
    private static int footEnd(String text, int at) {
        if (!text.startsWith(LINE, at)) {
            return at;
        }
        int label = LABEL.run(text, at + LINE.length(), LONGEST_LABEL);
        return text.startsWith(LINE, label) ? label + LINE.length() : at;
    }
}
