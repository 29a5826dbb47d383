package ai.gateway.secrets;

/** Passwords that are given to curl: {@code curl -u user:password}. */
record CurlProbe(Rule rule) implements Probe {

    static final String WORD = "curl";

    private static final int LONGEST = 400;
    private static final int SHORTEST = 3;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int most = Math.min(text.length(), end + LONGEST);
        if (start > 0 && Alphabet.WORD.has(text.charAt(start - 1))) {
            return;
        }
        for (int i = end; i + 2 < most; i++) {
            if (Texts.isBlank(text.charAt(i)) && text.charAt(i + 1) == '-') {
                int option = option(text, i + 1);
                if (option > 0) {
                    user(sight, Texts.behindSpaces(text, option));
                    return;
                }
            }
        }
    }

    /** Index behind the option's name, or 0 where another stands there. */
    private static int option(String text, int at) {
        if (text.startsWith("--user", at)) {
            int behind = at + "--user".length();
            return behind < text.length() && " =\t".indexOf(text.charAt(behind)) >= 0 ? behind + 1 : 0;
        }
        return text.startsWith("-u", at) ? at + 2 : 0;
    }

    private void user(Sight sight, int from) {
        String text = sight.text();
        boolean quoted = from < text.length() && Texts.isQuote(text.charAt(from));
        int at = quoted ? from + 1 : from;
        int colon = -1;
        int end = at;
        while (end < text.length() && end - at < LONGEST && !ends(text, end, quoted ? text.charAt(from) : ' ')) {
            colon = colon < 0 && text.charAt(end) == ':' ? end : colon;
            end++;
        }
        if (colon > at && end - colon > SHORTEST && !Texts.isQuote(text.charAt(colon + 1))) {
            sight.add(rule, colon + 1, end);
        }
    }

    private static boolean ends(String text, int at, char quote) {
        char c = text.charAt(at);
        return c == quote || c == '\n' || (quote == ' ' && (Texts.isBlank(c) || Texts.isQuote(c) || c == '}'));
    }
}
