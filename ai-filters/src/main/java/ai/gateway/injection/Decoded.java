package ai.gateway.injection;

import java.util.ArrayList;
import java.util.List;

/**
 * A text that was hidden in another one.
 *
 * @param rule how
 */
record Decoded(String rule, Letters letters) {

    /** Fewer such words may be there by chance. */
    private static final int GARBLED_WORDS = 4;

    /** What a text hides; none of them is longer than it. */
    static List<Decoded> in(Letters letters, Hits hits) {
        List<Decoded> all = new ArrayList<>();
        add(all, "base64", Codes.base64(letters));
        add(all, "hex", Codes.hex(letters));
        add(all, "escapes", Escapes.undone(letters));
        if (hits.count(Knowledge.ALL.number(Garbled.ROTATED)) >= GARBLED_WORDS) {
            all.add(new Decoded("rotated", Garbled.rotated(letters)));
        }
        if (hits.count(Knowledge.ALL.number(Garbled.BACKWARDS)) >= GARBLED_WORDS) {
            all.add(new Decoded("backwards", Garbled.backwards(letters)));
        }
        return all;
    }

    private static void add(List<Decoded> all, String rule, Letters letters) {
        if (letters.length() > 0) {
            all.add(new Decoded(rule, letters));
        }
    }
}
