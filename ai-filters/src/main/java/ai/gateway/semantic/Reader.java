package ai.gateway.semantic;

import ai.gateway.semantic.Token.Gap;
import ai.gateway.semantic.Token.Shape;
import ai.gateway.semantic.Word.Kind;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Makes words of tokens: numbers are put together, phrases become one, and each is told what it is. */
final class Reader {

    /** The root of {@code one} as a word, which may be a number or not. */
    static final String MAYBE_ONE = "one";

    private static final List<String> BEFORE_A_SECOND = List.of("per", "a", "each", "every");
    private static final List<String> ORDINAL_ENDINGS = List.of("st", "nd", "rd", "th");

    private final List<Token> tokens;
    private final Capitals capitals;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private Reader(List<Token> tokens) {
        this.tokens = tokens;
        this.capitals = Capitals.of(tokens);
    }

    static List<Word> read(String text) {
        Reader reader = new Reader(Splitter.split(text));
        while (reader.at < reader.tokens.size()) {
            reader.next();
        }
        return reader.words;
    }

    private void next() {
        Token token = tokens.get(at++);
        switch (token.kind()) {
            case NUMBER -> number(token, token.text());
            case SIGN -> sign(token);
            case WORD -> word(token);
        }
    }

    private void sign(Token token) {
        Token after = peek();
        boolean currency = Terms.isCurrencySign(token.text());
        boolean unit = currency || token.is("%");
        if (currency && after != null && after.kind() == Token.Kind.NUMBER) {
            at++;
            number(after, after.text());
        }
        add(token, unit ? Lexicon.concept(token.text()) : token.text(), unit ? Kind.CONTENT : Kind.SIGN);
    }

    private void number(Token token, String value) {
        String number = value;
        Token after = peek();
        if (after != null && Numerals.isTens(token.text())) {
            String units = Numerals.value(after.text());
            if (units != null && units.length() == 1) {
                number = Numerals.plus(number, units);
                at++;
            }
        }
        after = peek();
        while (after != null && Numerals.isPower(after.text())) {
            number = Numerals.times(number, after.text());
            at++;
            after = peek();
        }
        if (after != null && after.gap() == Gap.NONE && ORDINAL_ENDINGS.contains(after.text())) {
            number = "#" + number;
            at++;
        } else if (after != null && after.gap() == Gap.NONE && after.is("s")) {
            at++;
        }
        add(token, number, Kind.NUMBER);
    }

    private void word(Token token) {
        Token after = peek();
        String[] phrase = after == null ? null : Lexicon.phrase(token.text(), after.text());
        if (phrase != null) {
            at++;
            for (String part : phrase) {
                plain(new Token(part, token.kind(), Shape.SMALL, token.gap()));
            }
            return;
        }
        String value = Numerals.value(token.text());
        String ordinal = isSpanOfTime(token) ? null : Numerals.ordinal(token.text());
        if (token.is("one") && (after == null || !Numerals.isPower(after.text()))) {
            add(token, MAYBE_ONE, Kind.NUMBER);
        } else if (value != null) {
            number(token, value);
        } else if (ordinal != null) {
            add(token, "#" + ordinal, Kind.NUMBER);
        } else if (token.is("hundred") || token.is("thousand") || token.is("million")) {
            add(token, Numerals.times("1", token.text()), Kind.NUMBER);
        } else {
            plain(token);
        }
    }

    private void plain(Token token) {
        String date = date(token);
        if (date != null) {
            add(token, date, Kind.DATE);
        } else if (Lexicon.isNegator(token.text())) {
            add(token, token.text(), Kind.NEGATOR);
        } else if (!capitals.isName(token) && !isVariable(token) && Lexicon.isFunction(token.text())) {
            add(token, token.text(), Kind.FUNCTION);
        } else if (Lexicon.isAsking(token.text(), token.gap() == Gap.SENTENCE)) {
            add(token, Lexicon.concept(token.text()), Kind.ASKING);
        } else {
            add(token, Lexicon.concept(token.text()), Kind.CONTENT);
        }
    }

    private @Nullable String date(Token token) {
        Token after = peek();
        if (after != null && Terms.isSpan(token.text(), Lexicon.concept(after.text()))) {
            at++;
            return token.text() + " " + Lexicon.concept(after.text());
        }
        boolean sure = switch (token.text()) {
            case "pm" -> isBehind(Token.Kind.NUMBER);
            case "may", "march", "mar" -> isBeside(Token.Kind.NUMBER) || capitals.isName(token);
            default -> true;
        };
        return sure ? Terms.date(token.text()) : null;
    }

    /** Letters of a formula, which may look like words: the {@code a} of {@code a + 2}. */
    private boolean isVariable(Token token) {
        return token.text().length() == 1 && isBeside(Token.Kind.SIGN);
    }

    private boolean isBeside(Token.Kind kind) {
        Token after = peek();
        return isBehind(kind) || (after != null && after.kind() == kind);
    }

    private boolean isBehind(Token.Kind kind) {
        return at > 1 && tokens.get(at - 2).kind() == kind;
    }

    /** {@code a second}, {@code 10 second}: not the one after the first. */
    private boolean isSpanOfTime(Token token) {
        if (!token.is("second") || words.isEmpty()) {
            return false;
        }
        Word before = words.get(words.size() - 1);
        return before.is(Kind.NUMBER) || BEFORE_A_SECOND.contains(before.text());
    }

    private void add(Token token, String root, Kind kind) {
        boolean name = kind == Kind.CONTENT && capitals.isName(token);
        String text = kind == Kind.NUMBER || kind == Kind.DATE ? root : token.text();
        words.add(new Word(text, root, kind, name, token.gap() == Gap.SENTENCE));
    }

    /** What follows, unless something parts it from this. */
    private @Nullable Token peek() {
        boolean follows = at < tokens.size() && tokens.get(at).gap().compareTo(Gap.SPACE) <= 0;
        return follows ? tokens.get(at) : null;
    }
}
