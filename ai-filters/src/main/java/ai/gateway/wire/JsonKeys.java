package ai.gateway.wire;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Names that a reader looks for among the members of an object, made once for all the objects that it reads. */
public final class JsonKeys {

    private final String[] names;

    /** The names by their length, since most members that nobody looks for differ in that already. */
    private final String[][] byLength;

    private JsonKeys(String[] names) {
        this.names = names;
        int longest = 0;
        for (String name : names) {
            longest = Math.max(longest, name.length());
        }
        this.byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            byLength[length] =
                    Arrays.stream(names).filter(name -> name.length() == wanted).toArray(String[]::new);
        }
    }

    /** @param names in ASCII: as long in bytes as they are in chars */
    public static JsonKeys of(String... names) {
        for (String name : names) {
            if (name.chars().anyMatch(c -> c > 127)) {
                throw new IllegalArgumentException("name: " + JsonWriter.quote(name) + " (expected: ASCII)");
            }
        }
        return new JsonKeys(names.clone());
    }

    /** The one that a member has; null when nobody looks for it. */
    @Nullable
    String find(Tape tape, int name) {
        int length = tape.end(name) - tape.start(name) - 2;
        if (tape.escaped(name)) {
            return among(names, tape, name);
        }
        return length < byLength.length ? among(byLength[length], tape, name) : null;
    }

    private static @Nullable String among(String[] names, Tape tape, int name) {
        for (String each : names) {
            if (tape.same(name, each)) {
                return each;
            }
        }
        return null;
    }
}
