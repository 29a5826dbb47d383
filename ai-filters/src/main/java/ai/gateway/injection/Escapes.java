package ai.gateway.injection;

/** Letters that are written by their numbers: percent signs, backslashes with x or u, or entities before them. */
final class Escapes {

    /** Fewer are what a text has anyway. */
    private static final int FEWEST = 4;

    private static final int LONGEST_NUMBER = 6;

    private final Letters text;
    private final Letters out;
    private int at;
    private int count;

    private Escapes(Letters text) {
        this.text = text;
        this.out = new Letters(text.length());
    }

    /** The text with the letters in their places; empty where few or none are written so. */
    static Letters undone(Letters text) {
        Escapes escapes = new Escapes(text);
        while (escapes.at < text.length()) {
            escapes.next();
        }
        return escapes.count >= FEWEST ? escapes.out : new Letters(0);
    }

    private void next() {
        char letter = text.at(at);
        boolean done = switch (letter) {
            case '%' -> number(at + 1, 2, 16);
            case '\\' -> backslash();
            case '&' -> entity();
            default -> false;
        };
        if (!done) {
            out.add(text, at++);
        }
    }

    private boolean backslash() {
        return switch (text.at(at + 1)) {
            case 'x' -> number(at + 2, 2, 16);
            case 'u' -> number(at + 2, 4, 16);
            default -> false;
        };
    }

    private boolean entity() {
        if (text.at(at + 1) != '#') {
            return false;
        }
        boolean hex = text.small(at + 2) == 'x';
        int from = at + (hex ? 3 : 2);
        int to = from;
        while (to - from < LONGEST_NUMBER && Character.digit(text.at(to), hex ? 16 : 10) >= 0) {
            to++;
        }
        return text.at(to) == ';' && number(from, to - from, hex ? 16 : 10);
    }

    private boolean number(int from, int length, int radix) {
        int value = 0;
        for (int i = from; i < from + length; i++) {
            int digit = Character.digit(text.at(i), radix);
            if (digit < 0) {
                return false;
            }
            value = radix * value + digit;
        }
        int to = from + length + (radix == 10 || text.at(from + length) == ';' ? 1 : 0);
        boolean letter = length > 0 && value >= ' ' && value <= Character.MAX_VALUE;
        if (letter) {
            out.add((char) value, text.start(at), text.end(Math.min(to, text.length()) - 1));
            count++;
            at = to;
        }
        return letter;
    }
}
