package ai.gateway.secrets;

/** Passwords as a {@code .netrc} has them: {@code login user password password}. */
record NetrcProbe(Rule rule) implements Probe {

    static final String WORD = "login ";

    private static final Alphabet VALUE = Alphabet.of("!-~");
    private static final Alphabet SPACE = Alphabet.of(" \t\r\n");
    private static final String PASSWORD = "password ";

    private static final int LONGEST = 200;
    private static final int SHORTEST = 4;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int user = VALUE.run(text, end, LONGEST);
        int word = SPACE.run(text, user, LONGEST);
        if (user > end && text.startsWith(PASSWORD, word)) {
            int password = word + PASSWORD.length();
            int last = VALUE.run(text, password, LONGEST);
            if (last - password >= SHORTEST) {
                sight.add(rule, password, last);
            }
        }
    }
}
