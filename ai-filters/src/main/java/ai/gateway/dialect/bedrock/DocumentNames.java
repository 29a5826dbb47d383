package ai.gateway.dialect.bedrock;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/** Names of documents: letters, digits, single spaces, hyphens, round and square brackets, each but once in a request. */
final class DocumentNames {

    private static final int LONGEST = 190;
    private static final String USUAL = "document";

    private final Set<String> given = new HashSet<>();

    String fit(@Nullable String name) {
        String plain = plain(name == null ? USUAL : name);
        String fitted = plain.isEmpty() ? USUAL : plain;
        String unique = fitted;
        for (int i = 2; !given.add(unique); i++) {
            unique = fitted + " " + i;
        }
        return unique;
    }

    private static String plain(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < stem.length() && plain.length() < LONGEST; i++) {
            char c = isPlain(stem.charAt(i)) ? stem.charAt(i) : stem.charAt(i) == ' ' ? ' ' : '-';
            boolean repeats = c == ' ' && (plain.length() == 0 || plain.charAt(plain.length() - 1) == ' ');
            if (!repeats) {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }

    private static boolean isPlain(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || "-()[]".indexOf(c) >= 0;
    }
}
