package ai.gateway.pools;

/**
 * A line for the log: what it is about, and then {@code key=value} pairs. Names may have come from clients (of models), and
 * so nothing in a value can end it, end the line, or make it endless.
 */
final class LogLine {

    private static final int LONGEST = 2000;

    private final StringBuilder text;

    LogLine(String about) {
        text = new StringBuilder(about);
    }

    LogLine with(String key, Object value) {
        String said = value.toString();
        boolean isWord =
                !said.isEmpty() && said.length() <= LONGEST && said.chars().allMatch(LogLine::isOfAWord);
        text.append(' ').append(key).append('=');
        if (isWord) {
            text.append(said);
        } else {
            quote(said);
        }
        return this;
    }

    private void quote(String said) {
        text.append('"');
        for (int i = 0; i < Math.min(said.length(), LONGEST); i++) {
            char c = said.charAt(i);
            text.append(c == '"' ? '\'' : c < ' ' || c > '~' ? '?' : c);
        }
        text.append(said.length() > LONGEST ? "..." : "").append('"');
    }

    private static boolean isOfAWord(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "/#:._-".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
