package ai.gateway.secrets;

/** Private keys as PuTTY keeps them. */
record PuttyProbe(Rule rule) implements Probe {

    static final String WORD = "private-lines: ";

    private static final Alphabet NUMBER = Alphabet.of("0-9");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");

    private static final int LONGEST_NUMBER = 4;
    private static final int SHORTEST_BODY = 32;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int body = SPACE.run(text, NUMBER.run(text, end, LONGEST_NUMBER), LONGEST_NUMBER);
        int last = PemProbe.bodyEnd(text, body);
        if (last - body >= SHORTEST_BODY) {
            sight.addWhole(rule, body, last);
        }
    }
}
