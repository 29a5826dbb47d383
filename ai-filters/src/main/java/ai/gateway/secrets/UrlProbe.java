package ai.gateway.secrets;

/** Passwords in URLs: {@code scheme://user:password@host}. */
record UrlProbe(Rule rule) implements Probe {

    static final String WORD = "://";

    private static final String ENDS = " \t\r\n\"'`/?#<>\\,()";
    private static final int LONGEST = 256;
    private static final int SHORTEST = 3;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int most = Math.min(text.length(), end + LONGEST);
        int colon = -1;
        int sign = -1;
        for (int i = end; i < most && ENDS.indexOf(text.charAt(i)) < 0; i++) {
            colon = colon < 0 && text.charAt(i) == ':' ? i : colon;
            sign = text.charAt(i) == '@' ? i : sign;
        }
        boolean scheme = start > 0 && Alphabet.WORD.has(text.charAt(start - 1));
        if (scheme && colon >= 0 && sign - colon > SHORTEST) {
            sight.add(rule, colon + 1, sign);
        }
    }
}
