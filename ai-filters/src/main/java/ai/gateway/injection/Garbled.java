package ai.gateway.injection;

import java.util.HashMap;
import java.util.Map;

/** Texts of which every letter was exchanged, or which run backwards: known by frequent words that look so then. */
final class Garbled {

    static final String ROTATED = "@rotated";
    static final String BACKWARDS = "@backwards";

    private static final String[] FREQUENT =
            ("the and that you your for this all from what how will ignore previous instructions system prompt"
                            + " reveal forget rules tell write about with have")
                    .split(" ");

    private Garbled() {}

    /** Which words speak for what. */
    static Map<String, String> words() {
        Map<String, String> all = new HashMap<>();
        for (String word : FREQUENT) {
            all.put(new StringBuilder(word).reverse().toString(), BACKWARDS);
            StringBuilder rotated = new StringBuilder();
            word.chars().forEach(letter -> rotated.append(rotate((char) letter)));
            all.put(rotated.toString(), ROTATED);
        }
        return all;
    }

    static Letters rotated(Letters from) {
        Letters out = new Letters(from.length());
        for (int i = 0; i < from.length(); i++) {
            out.add(rotate(from.at(i)), from.start(i), from.end(i));
        }
        return out;
    }

    static Letters backwards(Letters from) {
        Letters out = new Letters(from.length());
        for (int i = from.length() - 1; i >= 0; i--) {
            out.add(from, i);
        }
        return out;
    }

    private static char rotate(char letter) {
        boolean small = letter >= 'a' && letter <= 'z';
        boolean capital = letter >= 'A' && letter <= 'Z';
        char first = small ? 'a' : 'A';
        return small || capital ? (char) (first + (letter - first + 13) % 26) : letter;
    }
}
