package ai.gateway.judge;

import java.lang.Character.UnicodeScript;

/** Scripts of which more must be known than their letters. */
final class Scripts {

    private Scripts() {}

    /** Whether words stand together without a blank. */
    static boolean isUnspaced(int point) {
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
