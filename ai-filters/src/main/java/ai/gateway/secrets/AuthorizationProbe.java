package ai.gateway.secrets;

/** What an Authorization header holds, of whatever scheme but Basic. */
record AuthorizationProbe(Rule rule) implements Probe {

    static final String WORD = "authorization";

    private static final Alphabet BETWEEN = Alphabet.of(" :=\"'\\");
    private static final Alphabet SCHEME = Alphabet.of("A-Za-z-");

    /** Amazon's scheme sends a signature, and no secret. */
    private static final String SIGNED = "AWS4-";

    private static final int LONGEST_SCHEME = 12;
    private static final int SHORTEST = 8;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int at = BETWEEN.run(text, end, LONGEST_SCHEME);
        int scheme = SCHEME.run(text, at, LONGEST_SCHEME);
        if (at == end || Texts.startsWith(text, at, SchemeProbe.BASIC) || text.startsWith(SIGNED, at)) {
            return;
        }
        int from = text.startsWith(" ", scheme) ? scheme + 1 : at;
        int last = SchemeProbe.TOKEN.run(text, from, SchemeProbe.LONGEST);
        if (last - from >= SHORTEST && Texts.changes(text, from, last) > 1) {
            sight.add(rule, from, last);
        }
    }
}
