package ai.gateway.secrets;

import ai.gateway.secrets.Assignment.How;

import java.util.Map;

/** Credentials of no issuer in particular: by the name that they are given, and by what they look like. */
enum Generic {
    PASSWORD,
    SECRET,
    /** A password that might as well be a word. */
    WORD,
    /** A password in a file of settings in XML. */
    ATTRIBUTE,
    NONE;

    /** Of what is merely called a key, so many characters. */
    private static final int SHORTEST_KEY = 16;

    /** Looks for all kinds that have a rule. */
    static Probe probe(Map<Generic, Rule> rules) {
        return (sight, start, end) -> {
            Assignment value = sight.assignment(start, end);
            Rule rule = value == null ? null : rules.get(of(sight.text(), value));
            if (value != null && rule != null) {
                sight.add(rule, value.start(), value.end());
            }
        };
    }

    private static Generic of(String text, Assignment value) {
        NameKind name = NameKind.of(value.name());
        return switch (name) {
            case PASSWORD -> password(text, value);
            case SECRET -> Values.isRandom(text, value) ? SECRET : NONE;
            case KEY -> isSecretKey(text, value) || isUser(text, value) ? SECRET : NONE;
            case OTHER -> NONE;
        };
    }

    private static Generic password(String text, Assignment value) {
        if (Values.isPassword(text, value) || (value.quoted() && Values.isRandom(text, value))) {
            return PASSWORD;
        }
        boolean loose = value.how() == How.LIST || value.how() == How.TOLD;
        if (loose || !Values.isWord(text, value)) {
            return NONE;
        }
        return value.how() == How.ATTRIBUTE ? ATTRIBUTE : WORD;
    }

    private static boolean isSecretKey(String text, Assignment value) {
        return value.how() != How.TOLD
                && value.length() >= SHORTEST_KEY
                && Values.isRandom(text, value)
                && !Values.isDigest(text, value)
                && !isPublicKey(text, value);
    }

    /** The base 64 of a user and a password. */
    private static boolean isUser(String text, Assignment value) {
        return value.quoted() && SchemeProbe.isBasic(text.substring(value.start(), value.end()));
    }

    /** As their base 64 begins. */
    private static boolean isPublicKey(String text, Assignment value) {
        return text.startsWith("MFkw", value.start())
                || text.startsWith("MCow", value.start())
                || text.startsWith("MIIBI", value.start())
                || text.startsWith("AAAA", value.start());
    }
}
