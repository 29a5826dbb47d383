package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Texts as they are kept. Clients choose some of them; none may fill the disk, or be refused by a database after the journal has
 * taken it.
 */
final class Texts {

    private static final int LONGEST = 512;

    private Texts() {}

    /** Cut where it is very long. PostgreSQL knows no NUL. */
    static String kept(String text) {
        String whole = readable(text);
        if (whole.length() <= LONGEST) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return whole.substring(0, end);
    }

    /** Of any length. */
    static String readable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    static @Nullable String keptOrNull(@Nullable String text) {
        return text == null ? null : kept(text);
    }

    /**
     * What others are found by is kept as it is or not at all.
     *
     * @throws LedgerException for one that cannot be kept
     */
    static String name(String what, String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw new LedgerException(
                    what + ": " + text.length() + " characters (expected: 1 to " + LONGEST + ", none of them NUL)");
        }
        return text;
    }
}
