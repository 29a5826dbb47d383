package ai.gateway.health;

/** Spans of time as they are written in headers: decimal numbers, and numbers with units such as {@code 1h2m3.5s}. */
final class Spans {

    static final double MILLI = 1e6;
    static final double SECOND = 1e9;

    private static final double MINUTE = 60 * SECOND;
    private static final double HOUR = 60 * MINUTE;

    private Spans() {}

    /** A plain decimal number without a sign; -1 for all else. */
    static double number(String text) {
        int end = endOfNumber(text, 0);
        return end > 0 && end == text.length() ? value(text, 0, end) : -1;
    }

    /** One or more numbers, each with its unit, as nanoseconds; -1 for all else. */
    static double nanos(String text) {
        double sum = 0;
        int at = 0;
        while (at < text.length()) {
            int end = endOfNumber(text, at);
            int next = endOfUnit(text, end);
            double unit = unit(text.substring(end, next));
            double value = value(text, at, end);
            if (unit < 0 || value < 0) {
                return -1;
            }
            sum += value * unit;
            at = next;
        }
        return at == 0 ? -1 : sum;
    }

    private static int endOfNumber(String text, int from) {
        int at = from;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        return at;
    }

    private static int endOfUnit(String text, int from) {
        int at = from;
        while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
            at++;
        }
        return at;
    }

    /** Of digits and points alone, so that no name or exponent is taken for a number. */
    private static double value(String text, int from, int to) {
        String number = text.substring(from, to);
        boolean twoPoints = number.indexOf('.') != number.lastIndexOf('.');
        return number.isEmpty() || number.equals(".") || twoPoints ? -1 : Double.parseDouble(number);
    }

    private static double unit(String name) {
        return switch (name) {
            case "h" -> HOUR;
            case "m" -> MINUTE;
            case "s" -> SECOND;
            case "ms" -> MILLI;
            case "us", "\u00b5s", "\u03bcs" -> 1e3;
            case "ns" -> 1;
            default -> -1;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
