package ai.gateway.pii;

/** Words with one sign between each two, as they may make an id: its letters and digits, and where the signs stand. */
final class Chain {

    /** Longer than every id. */
    private static final int ROOM = 40;

    private static final String SIGNS = " -./:+";

    private final char[] id = new char[ROOM];
    private final char[] signs = new char[ROOM];
    private int length;
    private int signCount;
    private long letters;
    private long cuts;

    /** Takes in the word that begins there, and gives the index behind it; -1 where no id has such a word. */
    int word(Text text, int start) {
        int at = start;
        for (char c = text.at(at); Text.isWord(c); c = text.at(at)) {
            boolean letter = Text.isAsciiLetter(c);
            if (length == ROOM || !(letter || Text.isDigit(c))) {
                return -1;
            }
            letters |= letter ? 1L << length : 0;
            id[length++] = Text.upper(c);
            at++;
        }
        return text.at(at) == '_' ? -1 : at;
    }

    /** Takes in the sign there, if another word follows it. */
    boolean sign(Text text, int at) {
        char c = text.at(at);
        if (SIGNS.indexOf(c) < 0 || !text.isWordAt(at + 1)) {
            return false;
        }
        cuts |= 1L << length;
        signs[signCount++] = c;
        return true;
    }

    int length() {
        return length;
    }

    long letters() {
        return letters;
    }

    long cuts() {
        return cuts;
    }

    char sign(int index) {
        return signs[index];
    }

    /** Without the signs, in capitals. */
    String id() {
        return new String(id, 0, length);
    }
}
