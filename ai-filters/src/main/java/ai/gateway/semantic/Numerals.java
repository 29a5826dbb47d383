package ai.gateway.semantic;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** Numbers in one way of writing: {@code 3,000}, {@code three thousand} and {@code 3k} are all {@code 3000}. */
final class Numerals {

    /** What is longer is a name made of digits; nobody multiplies it. */
    private static final int MAX_DIGITS = 15;

    private static final Map<String, String> SMALL = new HashMap<>();
    private static final Map<String, String> TENS = new HashMap<>();
    private static final Map<String, String> ORDINALS = new HashMap<>();

    private static final Map<String, Integer> POWERS = Map.ofEntries(
            Map.entry("hundred", 2),
            Map.entry("thousand", 3),
            Map.entry("k", 3),
            Map.entry("lakh", 5),
            Map.entry("million", 6),
            Map.entry("mn", 6),
            Map.entry("crore", 7),
            Map.entry("billion", 9),
            Map.entry("bn", 9),
            Map.entry("trillion", 12));

    static {
        number(
                SMALL,
                0,
                1,
                "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                        + "sixteen seventeen eighteen nineteen");
        number(TENS, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety");
        number(ORDINALS, 1, 1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth");
        number(SMALL, 2, 1, "ii iii");
        number(SMALL, 6, 1, "vi vii viii");
        SMALL.put("iv", "4");
        SMALL.put("ix", "9");
        SMALL.put("dozen", "12");
    }

    private Numerals() {}

    /** @param thousands whether commas stand between thousands, and not before what is less than one */
    static String digits(String written, boolean thousands) {
        StringBuilder digits = new StringBuilder(written.length());
        written.codePoints().forEach(point -> {
            if (Character.isDigit(point)) {
                digits.append(Character.digit(point, 10));
            } else if (point == '.' || !thousands) {
                digits.append('.');
            }
        });
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0' && digits.charAt(zeros + 1) != '.') {
            zeros++;
        }
        int point = digits.indexOf(".");
        int end = digits.length();
        if (point >= 0 && point == digits.lastIndexOf(".")) {
            int last = end;
            while (digits.charAt(last - 1) == '0') {
                last--;
            }
            end = last - 1 == point ? point : end;
        }
        return digits.substring(Math.min(zeros, end), end);
    }

    /** The value of a word that is a number; null where it is none. */
    static @Nullable String value(String word) {
        String small = SMALL.get(word);
        return small != null ? small : TENS.get(word);
    }

    static @Nullable String ordinal(String word) {
        return ORDINALS.get(word);
    }

    static boolean isTens(String word) {
        return TENS.containsKey(word);
    }

    static boolean isPower(String word) {
        return POWERS.containsKey(word);
    }

    static String plus(String tens, String units) {
        return tens.length() == 2 && units.length() == 1 ? tens.charAt(0) + units : tens;
    }

    /** {@code 2.5} and {@code million}; what is no plain number stays as it is. */
    static String times(String number, String power) {
        Integer zeros = POWERS.get(power);
        boolean plain = number.length() <= MAX_DIGITS && number.indexOf('.') == number.lastIndexOf('.');
        if (zeros == null || !plain) {
            return number;
        }
        BigDecimal product = new BigDecimal(number).scaleByPowerOfTen(zeros);
        return product.signum() == 0 ? "0" : product.stripTrailingZeros().toPlainString();
    }

    private static void number(Map<String, String> into, int first, int step, String words) {
        int value = first;
        for (String word : Lists.list(words)) {
            into.put(word, String.valueOf(value));
            value += step;
        }
    }
}
