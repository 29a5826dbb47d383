package ai.gateway.dialect.anthropic;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * How new a model of the family is, by its name: the API takes other parameters from newer ones. Those before 4.6 think
 * with a budget of tokens; those since 4.7 take neither a budget nor a temperature.
 *
 * @param version 406 for 4.6; 0 where the name does not tell
 */
record ModelAge(int version) {

    private static final String FAMILY = "claude-";

    /** Older names have the version before the kind ({@code claude-3-7-sonnet}): they are of the time before all this. */
    static ModelAge of(@Nullable String model) {
        String name = model == null ? "" : model.toLowerCase(Locale.ROOT);
        int at = name.indexOf(FAMILY);
        int start = at < 0 ? name.length() : at + FAMILY.length();
        int digits = start;
        while (digits < name.length() && !isDigit(name, digits)) {
            digits++;
        }
        int major = digits == start ? -1 : number(name, digits);
        if (major < 0) {
            return new ModelAge(0);
        }
        int end = digits + (major > 9 ? 2 : 1);
        boolean goes = end < name.length() && (name.charAt(end) == '-' || name.charAt(end) == '.');
        return new ModelAge(major * 100 + (goes ? Math.max(number(name, end + 1), 0) : 0));
    }

    /** One or two digits; -1 for none, and for more, which are a date. */
    private static int number(String name, int from) {
        int to = from;
        while (isDigit(name, to)) {
            to++;
        }
        return to == from || to > from + 2 ? -1 : Integer.parseInt(name.substring(from, to));
    }

    private static boolean isDigit(String name, int at) {
        return at < name.length() && name.charAt(at) >= '0' && name.charAt(at) <= '9';
    }

    /** Decides for itself how much to think, when it is told to. */
    boolean isAdaptive() {
        return version >= 406;
    }

    boolean knowsXhigh() {
        return version >= 407;
    }

    /** Lets its client choose how tokens are drawn. */
    boolean isSampled() {
        return version < 407;
    }
}
