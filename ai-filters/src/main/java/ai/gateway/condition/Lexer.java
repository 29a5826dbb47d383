package ai.gateway.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes a condition's text apart. */
final class Lexer {

    /** The words of the language: neither names nor, without quotes, values. */
    static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "contains", "exists");

    /** The longer ones first. */
    private static final List<String> SYMBOLS =
            List.of("==", "!=", "<=", ">=", "!~", "&&", "||", "<", ">", "~", "!", "(", ")", "[", "]", ",");

    private static final String IN_WORDS = "_-./:*?@+#$%";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> read(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.one();
        }
        lexer.tokens.add(new Token(Token.Type.END, "", text.length() + 1));
        return lexer.tokens;
    }

    /** Whether it can be a name: a word that is none of the language, and no pattern. */
    static boolean isWord(String text) {
        return !text.isEmpty()
                && text.codePoints().allMatch(Lexer::inWord)
                && !RESERVED.contains(text)
                && !isPattern(text);
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    private void one() {
        int c = text.codePointAt(at);
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            at += Character.charCount(c);
        } else if (c == '\'' || c == '"') {
            quoted((char) c);
        } else if (inWord(c)) {
            word();
        } else {
            symbol(c);
        }
    }

    private void word() {
        int start = at;
        while (at < text.length() && inWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        tokens.add(new Token(Token.Type.WORD, text.substring(start, at), start + 1));
    }

    private void quoted(char quote) {
        int start = at;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                tokens.add(new Token(Token.Type.QUOTED, value.toString(), start + 1));
                return;
            }
        }
        throw Token.wrong(start + 1, "a quote without its end", "another " + quote);
    }

    private void symbol(int c) {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                tokens.add(new Token(Token.Type.SYMBOL, symbol, at + 1));
                at += symbol.length();
                return;
            }
        }
        String expected = switch (c) {
            case '=' -> "==";
            case '&' -> "and";
            case '|' -> "or";
            default -> "a word, an operator, or quotes around it";
        };
        throw Token.wrong(at + 1, shown(c), expected);
    }

    /** Whatever cannot be seen is shown by its number. */
    private static String shown(int c) {
        return c > ' ' && c < 0x7F
                ? Character.toString(c)
                : "character 0x" + Integer.toHexString(c).toUpperCase(Locale.ROOT);
    }

    private static boolean inWord(int c) {
        return IN_WORDS.indexOf(c) >= 0
                || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }
}
