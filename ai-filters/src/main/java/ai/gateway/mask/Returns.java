package ai.gateway.mask;

import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds the names of a vault in what a model says, also where it writes their brackets as JSON or HTML has them, and tells what
 * belongs there.
 */
final class Returns {

    /** No name begins here. */
    static final int NONE = 0;

    /** One may begin here; the text ends before that is clear. */
    static final int OPEN = -1;

    private static final char OPENING = '<';

    private final NavigableMap<String, String> spellings = new TreeMap<>();
    private final boolean[] begins = new boolean[128];
    private boolean beginsElsewhere;

    Returns(Map<String, String> originals) {
        originals.forEach((name, original) -> {
            add(name, original);
            if (name.charAt(0) == OPENING) {
                String bare = name.substring(1, name.length() - 1);
                add("\\u003c" + bare + "\\u003e", original);
                add("\\u003C" + bare + "\\u003E", original);
                add("&lt;" + bare + "&gt;", html(original));
            }
        });
    }

    private void add(String spelling, String original) {
        spellings.put(spelling, original);
        char first = spelling.charAt(0);
        if (first < begins.length) {
            begins[first] = true;
        } else {
            beginsElsewhere = true;
        }
    }

    private static String html(String original) {
        return original.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** How long the name is that begins there; {@link #NONE} or {@link #OPEN} where none does, or may. */
    int at(String text, int start) {
        char first = text.charAt(start);
        if (first < begins.length ? !begins[first] : !beginsElsewhere) {
            return NONE;
        }
        for (int end = start + 1; end <= text.length(); end++) {
            String part = text.substring(start, end);
            String next = spellings.ceilingKey(part);
            if (next == null || !next.startsWith(part)) {
                return NONE;
            }
            if (next.length() == part.length()) {
                return part.length();
            }
        }
        return OPEN;
    }

    /**
     * What belongs there.
     *
     * @param json whether it stands in a string of JSON that is still text
     */
    String original(String spelling, boolean json) {
        String original = spellings.get(spelling);
        if (original == null) {
            return spelling;
        }
        return json ? escaped(original) : original;
    }

    private static String escaped(String original) {
        String quoted = JsonWriter.quote(original);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** All of a text, with nothing that follows. */
    String in(String text, boolean json) {
        @Nullable StringBuilder out = null;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            int length = at(text, i);
            if (length > 0) {
                out = out == null ? new StringBuilder(text.length() + 32) : out;
                out.append(text, done, i).append(original(text.substring(i, i + length), json));
                done = i + length;
                i = done - 1;
            }
        }
        return out == null ? text : out.append(text, done, text.length()).toString();
    }
}
