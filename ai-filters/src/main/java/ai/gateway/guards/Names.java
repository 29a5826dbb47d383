package ai.gateway.guards;

import java.util.Locale;

/** What is left of names that services give. */
final class Names {

    private static final int LONGEST = 40;

    private Names() {}

    /** Of a rule: {@code hate/threatening} and {@code SelfHarm} become {@code hate-threatening} and {@code self-harm}. */
    static String rule(String said) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < said.length() && name.length() < LONGEST; i++) {
            char c = said.charAt(i);
            boolean humped = isUpper(c) && i > 0 && isLower(said.charAt(i - 1));
            if ((humped || !isPlain(c)) && !name.isEmpty() && name.charAt(name.length() - 1) != '-') {
                name.append('-');
            }
            if (isPlain(c)) {
                name.append(Character.toLowerCase(c));
            }
        }
        int end = Math.min(name.length(), LONGEST);
        while (end > 0 && name.charAt(end - 1) == '-') {
            end--;
        }
        return end == 0 ? "unnamed" : name.substring(0, end);
    }

    /** Of what is at a place: {@code pii/email} becomes {@code EMAIL}. */
    static String type(String said) {
        return rule(said.substring(said.lastIndexOf('/') + 1)).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static boolean isPlain(char c) {
        return isLower(c) || isUpper(c) || (c >= '0' && c <= '9');
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
