package ai.gateway.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/** Values as they are written: numbers are read and written here, texts written. */
final class Written {

    private static final int THOUSAND = 3;
    private static final int MILLION = 6;

    private Written() {}

    /** A word's number, unless it is none or none that can be held. */
    static OptionalDouble number(String word) {
        int shift = shift(word);
        String digits = digits(shift == 0 ? word : word.substring(0, word.length() - 1));
        if (digits.isEmpty()) {
            return OptionalDouble.empty();
        }
        // Plus zero: there is only one zero.
        double number = new BigDecimal(digits).movePointRight(shift).doubleValue() + 0.0;
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    static String number(double number) {
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        if (exact.scale() <= -MILLION) {
            return exact.movePointLeft(MILLION).toPlainString() + "m";
        }
        if (exact.scale() <= -THOUSAND) {
            return exact.movePointLeft(THOUSAND).toPlainString() + "k";
        }
        return exact.toPlainString();
    }

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static void in(StringBuilder out, List<String> values, boolean negated) {
        if (values.size() == 1) {
            out.append(negated ? " != " : " == ").append(values.get(0));
        } else {
            out.append(negated ? " not in [" : " in [")
                    .append(String.join(", ", values))
                    .append(']');
        }
    }

    private static int shift(String word) {
        return switch (word.isEmpty() ? ' ' : word.charAt(word.length() - 1)) {
            case 'k', 'K' -> THOUSAND;
            case 'm', 'M' -> MILLION;
            default -> 0;
        };
    }

    /** A decimal number without the {@code _} between its digits; empty if it is none. */
    private static String digits(String word) {
        StringBuilder digits = new StringBuilder();
        boolean point = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean between = isDigit(word, i - 1) && isDigit(word, i + 1);
            if (isDigit(word, i) || (c == '-' && i == 0)) {
                digits.append(c);
            } else if (c == '.' && between && !point) {
                digits.append(c);
                point = true;
            } else if (c != '_' || !between) {
                return "";
            }
        }
        return isDigit(word, word.length() - 1) ? digits.toString() : "";
    }

    private static boolean isDigit(String word, int at) {
        return at >= 0 && at < word.length() && word.charAt(at) >= '0' && word.charAt(at) <= '9';
    }
}
