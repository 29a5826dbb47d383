package ai.gateway.secrets;

import ai.gateway.secrets.Assignment.How;

/** Whether a value looks like something that was made to be secret. */
final class Values {

    private static final int SHORTEST_PASSWORD = 6;
    private static final int LONGEST_PASSWORD = 100;
    private static final int SHORTEST_SECRET = 8;
    private static final int SHORTEST_OF_LETTERS = 20;

    /** Of letters that chance has strung together, so many change their case from one to the next. */
    private static final double CHANGES_OF_CASE = 0.4;

    private Values() {}

    /** At least one letter and one digit or sign, and no code, path or prose. */
    static boolean isPassword(String text, Assignment value) {
        if (value.length() < SHORTEST_PASSWORD || value.length() > LONGEST_PASSWORD || isCode(text, value)) {
            return false;
        }
        boolean letters = false;
        boolean digits = false;
        boolean signs = false;
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            if (Texts.isBlank(c)) {
                return false;
            }
            letters |= Texts.isLetter(c);
            digits |= Texts.isDigit(c);
            signs |= "!#$%^&*+=?~@".indexOf(c) >= 0;
        }
        return letters && (digits || (signs && value.how() != How.TOLD));
    }

    /** Letters alone, in quotes. */
    static boolean isWord(String text, Assignment value) {
        boolean longEnough =
                value.quoted() && value.length() >= SHORTEST_PASSWORD - 1 && value.length() <= LONGEST_PASSWORD;
        for (int i = value.start(); longEnough && i < value.end(); i++) {
            if (!Texts.isLetter(text.charAt(i)) && !Texts.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return longEnough;
    }

    /** What chance has made, and not a writer. */
    static boolean isRandom(String text, Assignment value) {
        if (value.length() < SHORTEST_SECRET || isCode(text, value)) {
            return false;
        }
        int kinds = Texts.changes(text, value.start(), value.end());
        int cases = 0;
        int signs = 0;
        for (int i = value.start() + 1; i < value.end(); i++) {
            char one = text.charAt(i - 1);
            char other = text.charAt(i);
            boolean letters = Texts.isLetter(one) && Texts.isLetter(other);
            cases += letters && Texts.isUpper(one) != Texts.isUpper(other) ? 1 : 0;
            signs += "!#$%^&*+=?~@|;<>(){}[]".indexOf(other) >= 0 ? 1 : 0;
        }
        boolean byCase = value.length() >= SHORTEST_OF_LETTERS && cases >= CHANGES_OF_CASE * (value.length() - 1);
        boolean byKind = kinds + (value.quoted() ? signs : 0) >= Math.max(2, value.length() / 8);
        return (byCase || byKind)
                && (!Texts.isBlank(text.charAt(value.start())) && words(text, value) <= 1 + signs / 3);
    }

    /** Digits of base 16, as many as a digest has, or a UUID: more often the name of something than its secret. */
    static boolean isDigest(String text, Assignment value) {
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            if (!Texts.isDigit(c) && c != '-' && !(Texts.isLetter(c) && (c | 32) <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static int words(String text, Assignment value) {
        int words = 1;
        for (int i = value.start(); i < value.end(); i++) {
            words += text.charAt(i) == ' ' ? 1 : 0;
        }
        return words;
    }

    /** A call, a path, a URL. */
    private static boolean isCode(String text, Assignment value) {
        if (value.code() || (!value.quoted() && isMember(text, value))) {
            return true;
        }
        char first = text.charAt(value.start());
        int scheme = text.indexOf("://", value.start());
        boolean url = scheme >= 0 && scheme < value.end();
        return url || (first == '/' && value.quoted()) || first == '.' || first == '~';
    }

    /** Like {@code names.ofThings.inCode2}: parts that begin with a letter and have one number each, if any. */
    private static boolean isMember(String text, Assignment value) {
        boolean dots = false;
        int numbers = 0;
        char before = '.';
        for (int i = value.start(); i < value.end(); i++) {
            char c = text.charAt(i);
            boolean digit = Texts.isDigit(c);
            numbers = before == '.' ? 0 : numbers + (digit && !Texts.isDigit(before) ? 1 : 0);
            if (numbers > 1 || (before == '.' && digit) || !(Texts.isLetter(c) || digit || "_.?".indexOf(c) >= 0)) {
                return false;
            }
            dots |= c == '.';
            before = c;
        }
        return dots;
    }
}
