package ai.gateway.secrets;

/** The data of Kubernetes Secrets, in YAML: below {@code data:}, which stands before or behind {@code kind: Secret}. */
record KubernetesProbe(Rule rule) implements Probe {

    static final String WORD = "kind:";

    private static final Alphabet VALUE = Alphabet.of("A-Za-z0-9+/=");
    private static final Alphabet NAME = Alphabet.of("A-Za-z0-9._-");

    private static final int NEAR = 500;
    private static final int SHORTEST = 8;

    @Override
    public void look(Sight sight, int start, int end) {
        String text = sight.text();
        int kind = Texts.behindSpaces(text, end);
        kind += kind < text.length() && Texts.isQuote(text.charAt(kind)) ? 1 : 0;
        if (!Texts.startsWith(text, kind, "secret") || Alphabet.WORD.run(text, kind, NEAR) > kind + "secret".length()) {
            return;
        }
        int last = Math.min(text.length(), end + NEAR);
        for (int i = Math.max(0, start - NEAR); i < last; i++) {
            if (text.startsWith("\ndata:", i) || (i == 0 && text.startsWith("data:"))) {
                values(sight, text.indexOf(':', i) + 1, last);
            }
        }
    }

    /** Of the lines {@code name: value} there, as far as they go. */
    private void values(Sight sight, int from, int last) {
        String text = sight.text();
        int at = from;
        while (at < last && text.charAt(at) == '\n') {
            int name = Texts.behindSpaces(text, at + 1);
            int colon = NAME.run(text, name, NEAR);
            if (name == at + 1 || !text.startsWith(":", colon)) {
                return;
            }
            int value = Texts.behindSpaces(text, colon + 1);
            value += value < last && Texts.isQuote(text.charAt(value)) ? 1 : 0;
            int end = VALUE.run(text, value, NEAR);
            if (end - value >= SHORTEST) {
                sight.add(rule, value, end);
            }
            int next = end;
            while (next < last && text.charAt(next) != '\n') {
                next++;
            }
            at = next;
        }
    }
}
