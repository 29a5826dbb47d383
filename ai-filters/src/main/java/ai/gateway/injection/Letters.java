package ai.gateway.injection;

import java.util.Arrays;

/** Characters, and from where in the text each comes. */
final class Letters {

    private char[] chars;
    private int[] starts;
    private int[] ends;
    private int length;

    Letters(int capacity) {
        chars = new char[Math.max(16, capacity)];
        starts = new int[chars.length];
        ends = new int[chars.length];
    }

    static Letters of(String text) {
        Letters letters = new Letters(text.length());
        for (int i = 0; i < text.length(); i++) {
            letters.add(text.charAt(i), i, i + 1);
        }
        return letters;
    }

    void add(char letter, int start, int end) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, 2 * length);
            starts = Arrays.copyOf(starts, 2 * length);
            ends = Arrays.copyOf(ends, 2 * length);
        }
        chars[length] = letter;
        starts[length] = start;
        ends[length++] = end;
    }

    void add(Letters from, int at) {
        add(from.chars[at], from.starts[at], from.ends[at]);
    }

    /** Puts another in the place of one. */
    void set(int at, char letter) {
        chars[at] = letter;
    }

    int length() {
        return length;
    }

    /** A blank outside. */
    char at(int index) {
        return index >= 0 && index < length ? chars[index] : ' ';
    }

    /** The small letter there. */
    char small(int index) {
        char letter = at(index);
        return letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
    }

    int point(int index) {
        return Character.codePointAt(chars, index, length);
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }
}
