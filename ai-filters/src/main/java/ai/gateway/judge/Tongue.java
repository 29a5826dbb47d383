package ai.gateway.judge;

import org.jspecify.annotations.Nullable;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The language of a text, by its script and then by its words. What is fenced or looks like code has none. */
final class Tongue {

    /** What is longer says no more. */
    private static final int READ = 20_000;

    /** So many letters, each of a sign as many as it is worth, must be of one script, of all there are. */
    private static final double MOSTLY = 0.6;

    private static final int FEWEST_LETTERS = 12;

    /** A sign of Chinese, Japanese or Korean says as much as some letters. */
    private static final int OF_SIGN = 3;

    private static final int FEWEST_SIGNS = 20;

    /** One of so many signs of a Japanese text is no Chinese one. */
    private static final int KANA = 10;

    private Tongue() {}

    /**
     * The language that it is most like, where it surely is in none of some others; null where it may be.
     *
     * @param others by their codes
     */
    static @Nullable String beside(Set<String> others, String text) {
        String prose = prose(text);
        Map<UnicodeScript, Integer> letters = letters(prose);
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int signs = kana + letters.getOrDefault(UnicodeScript.HAN, 0);
        if (all < FEWEST_LETTERS) {
            return null;
        }
        if (signs > MOSTLY * all) {
            return unless(others, eastern(kana, signs, others));
        }
        for (var each : letters.entrySet()) {
            if (each.getValue() > MOSTLY * all) {
                String alone = Languages.alone(each.getKey());
                return alone == null ? WordCount.beside(others, prose, each.getKey()) : unless(others, alone);
            }
        }
        return null;
    }

    private static @Nullable String unless(Set<String> others, String language) {
        return others.contains(language) ? null : language;
    }

    /** Chinese, unless some signs are of Japan only. A few signs may be a name in either. */
    private static String eastern(int kana, int signs, Set<String> others) {
        boolean few = signs < FEWEST_SIGNS * OF_SIGN && others.contains("ja");
        return few || kana * KANA > signs ? "ja" : "zh";
    }

    private static Map<UnicodeScript, Integer> letters(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter).forEach(point -> {
            UnicodeScript script = UnicodeScript.of(point);
            boolean sign =
                    script == UnicodeScript.HANGUL || (Scripts.isUnspaced(point) && script != UnicodeScript.THAI);
            letters.merge(script, sign ? OF_SIGN : 1, Integer::sum);
        });
        letters.remove(UnicodeScript.COMMON);
        letters.remove(UnicodeScript.INHERITED);
        return letters;
    }

    /** Lines that are no code, in small letters where it is all capitals. */
    private static String prose(String text) {
        StringBuilder prose = new StringBuilder();
        for (Fences.Part part : Fences.parts(text)) {
            for (int line = part.start(); !part.isFenced() && line < part.end() && prose.length() < READ; ) {
                int next = Fences.endOfLine(text, line);
                if (CodeLine.points(text, line, next) <= 0) {
                    prose.append(text, line, Math.min(next, line + READ));
                }
                line = next;
            }
        }
        String kept = prose.toString();
        long small = kept.chars().filter(Character::isLowerCase).count();
        long large = kept.chars().filter(Character::isUpperCase).count();
        return large > small ? kept.toLowerCase(Locale.ROOT) : kept;
    }
}
