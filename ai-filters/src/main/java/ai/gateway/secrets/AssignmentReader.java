package ai.gateway.secrets;

import ai.gateway.secrets.Assignment.How;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is assigned to a name, in whatever language: {@code name = value}, {@code "name": "value"}, {@code name => 'value'},
 * {@code <name>value</name>}, {@code the name is value}. Stays within one line, and looks no further than bounds allow.
 */
final class AssignmentReader {

    private static final Alphabet NAME = Alphabet.of("A-Za-z0-9_.-");
    private static final Alphabet BETWEEN = Alphabet.of("A-Za-z0-9_. \t-");
    private static final Alphabet BEFORE_SIGN = Alphabet.of(" \t\"'`\\])*");
    private static final Alphabet BEHIND_SIGN = Alphabet.of(" \t\"'`=\\(");
    private static final Alphabet IN_TAG = Alphabet.of("A-Za-z0-9_.:=\"' -");
    private static final Alphabet TYPE = Alphabet.of("A-Za-z<>?.|");
    private static final String[] SIGNS = {":::=", "::=", ":=", "=>", "?=", "||=", "||", "=", ":", ">", ","};
    private static final String[] TOLD = {" is ", " was ", " is: ", "s are ", " are "};
    private static final String ENDS = " \t\r\n\"'`;,<>()[]{}&|\\";

    /** With what no value begins: a quote before it was not the first, but the last one of something else. */
    private static final String NO_VALUES = ",;)]} ";

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_VALUE = 300;

    private final String text;
    private final String name;
    private int at;
    private How how = How.SIGN;

    private AssignmentReader(String text, String name, int at) {
        this.text = text;
        this.name = name;
        this.at = at;
    }

    /** What is assigned to the name that has a word from there to there in it. */
    static @Nullable Assignment read(String text, int start, int end) {
        int from = start;
        while (from > 0 && start - from < LONGEST_NAME && NAME.has(text.charAt(from - 1))) {
            from--;
        }
        int to = NAME.run(text, end, LONGEST_NAME);
        AssignmentReader reader = new AssignmentReader(text, text.substring(from, to), end);
        return from > 0 && text.charAt(from - 1) == '<' && reader.tag() ? reader.value() : reader.read();
    }

    private @Nullable Assignment read() {
        return told() || sign() ? value() : null;
    }

    private @Nullable Assignment value() {
        char quote = behindSign();
        if (quote == 0 && how == How.SIGN) {
            type();
            quote = behindSign();
        }
        int end = quote == 0 ? endOfWord() : endOfQuoted(quote);
        if (end == at || (quote != 0 && NO_VALUES.indexOf(text.charAt(at)) >= 0)) {
            return null;
        }
        return new Assignment(name, at, end, how, quote != 0, quote == 0 && isCode(end));
    }

    private boolean isCode(int end) {
        char next = end < text.length() ? text.charAt(end) : ' ';
        return "([{".indexOf(next) >= 0 || (how == How.TAG && next != '<');
    }

    /** Goes behind the tag that has the name, where a value follows. */
    private boolean tag() {
        int end = IN_TAG.run(text, at, LONGEST_NAME);
        boolean closed = text.startsWith(">", end) && text.charAt(end - 1) != '/';
        at = closed ? end + 1 : at;
        how = closed ? How.TAG : how;
        return closed;
    }

    /** Goes behind the word of a sentence, or to the quotes that follow a name in some files of settings. */
    private boolean told() {
        for (String words : TOLD) {
            if (Texts.startsWith(text, at, words)) {
                at += words.length();
                how = How.TOLD;
                return true;
            }
        }
        how = text.startsWith(" \"", at) || text.startsWith(" '", at) ? How.TOLD : how;
        return how == How.TOLD;
    }

    /** Goes behind the sign that assigns. */
    private boolean sign() {
        at = BETWEEN.run(text, at, 20);
        int quotes = at;
        at = BEFORE_SIGN.run(text, at, 5);
        if (at > quotes && Texts.startsWith(text, at, "value")) {
            at = Texts.behindSpaces(text, at + "value".length());
            how = How.ATTRIBUTE;
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                boolean list = sign.equals(",");
                how = list ? How.LIST : sign.equals(">") ? How.TAG : how;
                boolean apart = list && !Texts.isQuote(text.charAt(at - 1));
                at += sign.length();
                return !list || (!apart && isQuoteAhead());
            }
        }
        return false;
    }

    private boolean isQuoteAhead() {
        int quote = Texts.behindSpaces(text, at);
        return quote < text.length() && Texts.isQuote(text.charAt(quote));
    }

    /** The quote before the value, or 0. Where quotes are doubled, as in CSV, it is the second. */
    private char behindSign() {
        int from = at;
        at = BEHIND_SIGN.run(text, at, 6);
        for (int i = from; i < at; i++) {
            char quote = text.charAt(i);
            if (Texts.isQuote(quote)) {
                boolean doubled =
                        i + 2 == at && text.charAt(i + 1) == quote && at < text.length() && NAME.has(text.charAt(at));
                at = doubled ? at : i + 1;
                return quote;
            }
        }
        return 0;
    }

    /** Goes behind a type, as in {@code token: str = "value"}. */
    private void type() {
        int end = TYPE.run(text, at, 30);
        int equals = Texts.behindSpaces(text, end);
        if (end > at && equals > end && text.startsWith("= ", equals)) {
            at = equals + 2;
        }
    }

    /** Before a blank or a sign; before an escape, too, as texts within texts have them. */
    private int endOfWord() {
        int most = Math.min(text.length(), at + LONGEST_VALUE);
        int end = at;
        while (end < most && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return how == How.TOLD ? withoutMarks(end) : end;
    }

    /** Without the marks with which sentences end. */
    private int withoutMarks(int end) {
        int last = end;
        while (last > at && ".,!?:".indexOf(text.charAt(last - 1)) >= 0) {
            last--;
        }
        return last;
    }

    private int endOfQuoted(char quote) {
        int most = Math.min(text.length(), at + LONGEST_VALUE);
        int end = at;
        while (end < most && text.charAt(end) != quote && text.charAt(end) != '\n' && text.charAt(end) != '\\') {
            end++;
        }
        return end;
    }
}
