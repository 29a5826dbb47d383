package ai.gateway.secrets;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a credential looks like: pieces, one behind the other. Each takes as much as it can, and none gives anything back; so a
 * match takes no longer than the credential is long.
 *
 * @param anchor a literal in it, by which it is looked for
 * @param offset what stands before the anchor, in characters
 */
record Shape(List<Piece> pieces, String anchor, int offset) {

    /** Of pieces that may be this long, what is longer is a match, too. */
    private static final int ENDLESS = 1000;

    private static final String UUID = "[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}";

    /** @param literal null where the alphabet decides */
    record Piece(@Nullable String literal, Alphabet alphabet, int least, int most) {

        boolean isFixed() {
            return least == most;
        }

        int end(String text, int at) {
            if (literal != null) {
                return text.startsWith(literal, at) ? at + literal.length() : -1;
            }
            int end = alphabet.run(text, at, most);
            return end - at < least ? -1 : end;
        }
    }

    /** One shape for each of the alternatives. */
    static List<Shape> parse(String written) {
        List<Shape> shapes = new ArrayList<>();
        for (String one : alternatives(written.replace("<uuid>", UUID))) {
            shapes.add(of(pieces(one)));
        }
        return shapes;
    }

    /** Index behind the credential that begins there, or -1. */
    int end(String text, int start) {
        if (start < 0 || continues(text, start)) {
            return -1;
        }
        int end = behind(text, start);
        return end >= 0 && end < text.length() && goesOn(text.charAt(end)) ? -1 : end;
    }

    /** The same, whatever stands before and behind it. */
    int behind(String text, int start) {
        int at = start;
        for (Piece piece : pieces) {
            at = piece.end(text, at);
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    /** Whether what begins there is the rest of a longer word. Behind an escape, such as \n in JSON, it is not. */
    private boolean continues(String text, int start) {
        if (start == 0) {
            return false;
        }
        char before = text.charAt(start - 1);
        Piece first = pieces.get(0);
        if (before == '-') {
            Piece body = pieces.get(Math.min(1, pieces.size() - 1));
            return body.literal == null && body.alphabet.has('-');
        }
        boolean word = Alphabet.WORD.has(text.charAt(start)) || first.literal == null;
        boolean escaped = start > 1 && text.charAt(start - 2) == '\\' && "nrt".indexOf(before) >= 0;
        return word && !escaped && (Alphabet.WORD.has(before) || (first.literal == null && first.alphabet.has(before)));
    }

    private boolean goesOn(char next) {
        Piece last = pieces.get(pieces.size() - 1);
        if (last.literal != null) {
            return Alphabet.WORD.has(next) && Alphabet.WORD.has(last.literal.charAt(last.literal.length() - 1));
        }
        return last.most < ENDLESS && (Alphabet.WORD.has(next) || (last.alphabet.has(next) && next != '.'));
    }

    private static List<String> alternatives(String written) {
        int open = written.indexOf('(');
        if (open < 0) {
            return List.of(written);
        }
        int close = written.indexOf(')', open);
        List<String> all = new ArrayList<>();
        for (String one : Texts.split(written.substring(open + 1, close), '|')) {
            all.addAll(alternatives(written.substring(0, open) + one + written.substring(close + 1)));
        }
        return all;
    }

    private static List<Piece> pieces(String written) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < written.length()) {
            int open = written.indexOf('[', at);
            int end = open < 0 ? written.length() : open;
            if (end > at) {
                String literal = written.substring(at, end);
                pieces.add(new Piece(literal, Alphabet.WORD, literal.length(), literal.length()));
                at = end;
            } else {
                int close = written.indexOf(']', open);
                Alphabet alphabet = Alphabet.of(written.substring(open + 1, close));
                boolean counted = close + 1 < written.length() && written.charAt(close + 1) == '{';
                at = counted ? written.indexOf('}', close) + 1 : close + 1;
                String count = counted ? written.substring(close + 2, at - 1) : "1";
                int comma = count.indexOf(',');
                int most = Integer.parseInt(count.substring(comma + 1));
                int least = comma < 0 ? most : Integer.parseInt(count.substring(0, comma));
                pieces.add(new Piece(null, alphabet, least, most));
            }
        }
        return pieces;
    }

    private static Shape of(List<Piece> pieces) {
        String anchor = "";
        int anchored = 0;
        int offset = 0;
        for (Piece piece : pieces) {
            if (piece.literal != null && piece.literal.length() > anchor.length()) {
                anchor = piece.literal;
                anchored = offset;
            }
            if (!piece.isFixed()) {
                break;
            }
            offset += piece.most;
        }
        return new Shape(List.copyOf(pieces), anchor, anchored);
    }
}
