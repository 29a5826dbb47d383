package ai.gateway.judge;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * The letters and digits of a text and nothing else, all small and without accents: what stays the same however a text is set.
 * Knows where each of them was.
 */
final class Stripped {

    private int[] letters;
    private int[] places;
    private int length;

    private Stripped(int most) {
        this.letters = new int[most];
        this.places = new int[most];
    }

    static Stripped of(String text) {
        Stripped stripped = new Stripped(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point < 0x80) {
                stripped.add(point, i);
            } else if (Character.isLetterOrDigit(point)) {
                stripped.parts(point, i);
            }
            i += Character.charCount(point);
        }
        return stripped;
    }

    /** Signs one by one: a run of marks is never put in order, which would take the square of its length. */
    private void parts(int point, int place) {
        String parts = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
        parts.codePoints().forEach(part -> add(part, place));
    }

    private void add(int point, int place) {
        if (!Character.isLetterOrDigit(point)) {
            return;
        }
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, length * 2);
            places = Arrays.copyOf(places, length * 2);
        }
        letters[length] = Character.toLowerCase(point);
        places[length++] = place;
    }

    /** From its end to its beginning. */
    Stripped reversed() {
        Stripped reversed = new Stripped(length);
        for (int i = length - 1; i >= 0; i--) {
            reversed.letters[reversed.length] = letters[i];
            reversed.places[reversed.length++] = places[i];
        }
        return reversed;
    }

    int length() {
        return length;
    }

    int at(int index) {
        return letters[index];
    }

    /** Where it is in the text. */
    int place(int index) {
        return places[index];
    }
}
