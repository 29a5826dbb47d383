package ai.gateway.semantic;

/**
 * What belongs to one person: addresses of e-mail; numbers of telephones, cards and accounts; keys. Looks for their shape
 * alone, and would rather see one too many.
 */
final class PersonalData {

    /** Digits that stand together: years and prices have fewer. */
    private static final int LONG_RUN = 8;

    /** Digits of groups such as {@code 555-123-4567}; a date and a pair of years have fewer. */
    private static final int LONG_GROUPS = 9;

    /** Digits behind a plus. */
    private static final int AFTER_PLUS = 7;

    private static final int KEY_LENGTH = 16;
    private static final int KEY_DIGITS = 4;

    private static final String SEPARATORS = " -./()";

    private PersonalData() {}

    static boolean isIn(String text) {
        return hasMailAddress(text) || hasLongNumber(text) || hasKey(text);
    }

    private static boolean hasMailAddress(String text) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            boolean between = at > 0
                    && at + 1 < text.length()
                    && !Character.isWhitespace(text.charAt(at - 1))
                    && Character.isLetterOrDigit(text.charAt(at + 1));
            if (between) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLongNumber(String text) {
        int run = 0;
        int groups = 0;
        int gap = 0;
        boolean plus = false;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (Character.isDigit(here)) {
                run++;
                groups++;
                gap = 0;
                if (run >= LONG_RUN || groups >= LONG_GROUPS || (plus && groups >= AFTER_PLUS)) {
                    return true;
                }
            } else {
                run = 0;
                gap++;
                boolean goesOn = groups > 0 && gap <= 2 && SEPARATORS.indexOf(here) >= 0;
                groups = goesOn ? groups : 0;
                plus = here == '+' || (plus && goesOn);
            }
        }
        return false;
    }

    /** A word of letters and digits that nobody would say. */
    private static boolean hasKey(String text) {
        int length = 0;
        int digits = 0;
        boolean letters = false;
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            boolean digit = Character.isDigit(here);
            if (digit || Character.isLetter(here) || here == '-' || here == '_') {
                length++;
                digits += digit ? 1 : 0;
                letters |= !digit;
                if (letters && length >= KEY_LENGTH && digits >= KEY_DIGITS) {
                    return true;
                }
            } else {
                length = 0;
                digits = 0;
                letters = false;
            }
        }
        return false;
    }
}
