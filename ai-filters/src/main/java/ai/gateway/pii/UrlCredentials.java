package ai.gateway.pii;

/** The user and the password in {@code https://user:password@host}. */
final class UrlCredentials implements Recogniser {

    private static final int LONGEST = 256;
    private static final String ENDS = "/\\?#\"'<>`()";

    /** What stands for a password that is filled in later. */
    private static final String PLACEHOLDERS = "${[*%";

    @Override
    public void look(Text text, int at, Finds finds) {
        boolean url = text.at(at + 1) == '/' && text.at(at + 2) == '/' && text.isWordAt(at - 1);
        if (!url) {
            return;
        }
        int start = at + 3;
        int colon = -1;
        int end = -1;
        for (int i = start; i < start + LONGEST && isInside(text.at(i)); i++) {
            if (text.at(i) == '@') {
                end = i;
            } else if (text.at(i) == ':' && colon < 0) {
                colon = i;
            }
        }
        boolean password = colon >= 0 && end > colon + 1 && PLACEHOLDERS.indexOf(text.at(colon + 1)) < 0;
        if (password) {
            finds.add(Entity.URL_CREDENTIALS, Strength.PROVEN, start, end);
        }
    }

    private static boolean isInside(char c) {
        return c > ' ' && ENDS.indexOf(c) < 0;
    }
}
