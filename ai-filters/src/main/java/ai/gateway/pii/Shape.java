package ai.gateway.pii;

/**
 * How an id is written: {@code 9} stands for a digit, {@code A} for a letter, {@code X} for either, and {@code ~} for a
 * space or a hyphen, the same wherever it stands. Other signs stand for themselves.
 *
 * @param cuts a bit for each char of the id that a sign stands before
 */
record Shape(int length, long digits, long letters, long cuts, String signs) {

    private static final char SPACE_OR_HYPHEN = '~';

    static Shape of(String pattern) {
        int length = 0;
        long digits = 0;
        long letters = 0;
        long cuts = 0;
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            long bit = 1L << length;
            switch (c) {
                case '9' -> digits |= bit;
                case 'A' -> letters |= bit;
                case 'X' -> {}
                default -> {
                    cuts |= bit;
                    signs.append(c);
                    continue;
                }
            }
            length++;
        }
        return new Shape(length, digits, letters, cuts, signs.toString());
    }

    boolean fits(Chain chain) {
        return chain.length() == length
                && chain.cuts() == cuts
                && (chain.letters() & digits) == 0
                && (chain.letters() & letters) == letters
                && signsFit(chain);
    }

    private boolean signsFit(Chain chain) {
        char chosen = SPACE_OR_HYPHEN;
        for (int i = 0; i < signs.length(); i++) {
            char is = chain.sign(i);
            char expected = signs.charAt(i);
            if (expected == SPACE_OR_HYPHEN) {
                boolean either = chosen == SPACE_OR_HYPHEN && (is == ' ' || is == '-');
                if (!either && is != chosen) {
                    return false;
                }
                chosen = is;
            } else if (is != expected) {
                return false;
            }
        }
        return true;
    }
}
