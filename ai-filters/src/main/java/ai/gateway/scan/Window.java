package ai.gateway.scan;

/**
 * The end of a text that comes in pieces: what is held back of it, behind as much of what went out as tells what that is
 * about.
 */
public final class Window {

    private final StringBuilder text = new StringBuilder();
    private int out;
    private int seen;

    /** Takes one more piece. Whether so much has come since the text was last looked at that it is worth while again. */
    public boolean take(String piece, int step) {
        text.append(piece);
        if (text.length() - seen < step) {
            return false;
        }
        seen = text.length();
        return true;
    }

    /** What is looked at. */
    public String text() {
        return text.toString();
    }

    /** Up to where it went out. */
    public int out() {
        return out;
    }

    public boolean isHeld() {
        return text.length() > out;
    }

    /** It went out up to there; so much of that is looked at again. */
    public void passed(int to, int about) {
        int gone = Math.max(0, to - about);
        text.delete(0, gone);
        out = to - gone;
        seen -= gone;
    }
}
