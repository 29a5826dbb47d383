package ai.gateway.semantic;

import ai.gateway.semantic.Token.Gap;
import ai.gateway.semantic.Token.Kind;
import ai.gateway.semantic.Token.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into words, numbers and signs. One pass, in time linear in its length. */
final class Splitter {

    private static final String ENDS = ".?!:;\n";
    private static final String CLAUSES = ",(\"";
    private static final String SIGNS = "+=<>^%$";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private Gap gap = Gap.SENTENCE;

    private Splitter(String text) {
        this.text = text;
    }

    static List<Token> split(String text) {
        Splitter splitter = new Splitter(Folded.of(text));
        while (splitter.at < splitter.text.length()) {
            splitter.next();
        }
        return splitter.tokens;
    }

    private void next() {
        int point = text.codePointAt(at);
        if (Character.isDigit(point)) {
            number();
        } else if (isLetter(point)) {
            word();
        } else if (point < 0x80) {
            sign((char) point);
            at++;
        } else {
            other(point);
            at += Character.charCount(point);
        }
    }

    private void number() {
        int from = at;
        boolean below = from > 0 && text.charAt(from - 1) == '-' && (from == 1 || isBlank(from - 2));
        int groups = 0;
        int lastGroup = at;
        while (isDigit(at) || (isPoint(at) && isDigit(at + 1))) {
            if (isPoint(at)) {
                groups++;
                lastGroup = at + 1;
            }
            at += isPoint(at) ? 1 : Character.charCount(text.codePointAt(at));
        }
        boolean thousands = groups > 0 && text.charAt(lastGroup - 1) == ',' && at - lastGroup == 3;
        String digits = Numerals.digits(text.substring(from, at), thousands);
        add(below ? "-" + digits : digits, Kind.NUMBER, Shape.SMALL);
    }

    /** Letters, with what holds them together: {@code don't}, {@code U.S.}, {@code node.js}, {@code AT&T}, {@code C++}. */
    private void word() {
        int from = at;
        int run = 0;
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (isLetter(point)) {
                word.appendCodePoint(point);
                run++;
                at += Character.charCount(point);
            } else if (joins(point, run)) {
                if (point != '.' && point != '-') {
                    word.append((char) point);
                }
                run = 0;
                at++;
            } else {
                break;
            }
        }
        while (at - from <= 3 && at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '#')) {
            word.append(text.charAt(at++));
        }
        Shape shape = shape(word);
        for (String part : Contractions.expand(word.toString().toLowerCase(Locale.ROOT))) {
            add(part, Kind.WORD, shape);
        }
    }

    private boolean joins(int point, int run) {
        if (at + 1 >= text.length() || !isLetter(text.codePointAt(at + 1))) {
            return false;
        }
        return switch (point) {
            case '\'', '_', '&' -> true;
            case '.' -> true;
            case '-' -> run == 1 && Character.toLowerCase(text.charAt(at - 1)) == 'e';
            default -> false;
        };
    }

    /** Most signs part words; those of sums stand for themselves. */
    private void sign(char sign) {
        if (ENDS.indexOf(sign) >= 0) {
            gap = Gap.SENTENCE;
        } else if (CLAUSES.indexOf(sign) >= 0) {
            part(Gap.CLAUSE);
        } else if (SIGNS.indexOf(sign) >= 0 || ("*/-".indexOf(sign) >= 0 && isBetweenOperands())) {
            add(String.valueOf(sign), Kind.SIGN, Shape.SMALL);
        } else {
            part(Gap.SPACE);
        }
    }

    private void other(int point) {
        int type = Character.getType(point);
        boolean standsForItself = type == Character.OTHER_SYMBOL
                || type == Character.MATH_SYMBOL
                || type == Character.CURRENCY_SYMBOL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
        if (standsForItself) {
            add(Character.toString(point), Kind.SIGN, Shape.SMALL);
        } else {
            part(Gap.SPACE);
        }
    }

    /** Whether digits, or letters that stand alone, are on both sides. */
    private boolean isBetweenOperands() {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        int after = at + 1;
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return isOperand(before, before - 1) && isOperand(after, after + 1) && (isDigit(before) || isDigit(after));
    }

    private boolean isOperand(int place, int beyond) {
        return isDigit(place) || (isLetterAt(place) && !isLetterAt(beyond));
    }

    private void add(String word, Kind kind, Shape shape) {
        tokens.add(new Token(word, kind, shape, gap));
        gap = Gap.NONE;
    }

    private void part(Gap found) {
        if (found.compareTo(gap) > 0) {
            gap = found;
        }
    }

    private boolean isDigit(int place) {
        return place >= 0 && place < text.length() && Character.isDigit(text.codePointAt(place));
    }

    private boolean isLetterAt(int place) {
        return place >= 0 && place < text.length() && isLetter(text.charAt(place));
    }

    private boolean isPoint(int place) {
        return place < text.length() && (text.charAt(place) == '.' || text.charAt(place) == ',');
    }

    private boolean isBlank(int place) {
        return text.charAt(place) <= ' ' || text.charAt(place) == '(';
    }

    private static boolean isLetter(int point) {
        int type = Character.getType(point);
        return Character.isLetter(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static Shape shape(CharSequence word) {
        int capitals = 0;
        int letters = 0;
        boolean mixed = false;
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            boolean capital = Character.isUpperCase(letter);
            mixed |= capital && i > 0 && Character.isLowerCase(word.charAt(i - 1));
            capitals += capital ? 1 : 0;
            letters += Character.isLetter(letter) ? 1 : 0;
        }
        if (mixed) {
            return Shape.MIXED;
        }
        if (capitals > 1 && capitals == letters) {
            return Shape.CAPITALS;
        }
        return capitals > 0 && Character.isUpperCase(word.charAt(0)) ? Shape.CAPITAL : Shape.SMALL;
    }
}
