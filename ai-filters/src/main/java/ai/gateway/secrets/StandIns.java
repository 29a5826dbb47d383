package ai.gateway.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What stands where a credential would: {@code YOUR_API_KEY}, {@code ${TOKEN}}, {@code xxxx}, and the examples of manuals. */
final class StandIns {

    private static final List<String> PARTS = List.of(
            "example",
            "placeholder",
            "changeme",
            "changeit",
            "change_me",
            "change-me",
            "your",
            "xxxx",
            "****",
            "....",
            "####",
            "----------",
            "redacted",
            "dummy",
            "insert",
            "replace",
            "foobar",
            "${",
            "#{",
            "{{",
            "$(",
            "<%",
            "\u2026");

    private static final Set<String> WHOLE = Set.of(
            "password",
            "passwd",
            "passphrase",
            "passwort",
            "pass",
            "pwd",
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "key",
            "credentials",
            "user",
            "username",
            "test",
            "testing",
            "sample",
            "null",
            "none",
            "nil",
            "true",
            "false",
            "undefined",
            "required",
            "optional",
            "string",
            "empty",
            "hidden",
            "masked",
            "unset",
            "todo",
            "fixme",
            "tbd");

    /** Of values that manuals print; as digests, for whoever scans this code for credentials. */
    private static final Set<String> PRINTED = new HashSet<>(Rule.lines("printed.txt"));

    /** So many letters or digits in their order are nothing that chance makes. */
    private static final int LONGEST_ORDER = 7;

    private StandIns() {}

    /** Once this class is there, it has read what there is to read. */
    static void read() {}

    static boolean has(String text, int start, int end) {
        String value = text.substring(start, end).toLowerCase(Locale.ROOT);
        for (String part : PARTS) {
            if (value.contains(part)) {
                return true;
            }
        }
        return WHOLE.contains(value) || isInOrder(value) || isVariable(value) || isPrinted(text.substring(start, end));
    }

    /** Like {@code abcdefg} and {@code 1234567}. */
    private static boolean isInOrder(String value) {
        int run = 1;
        for (int i = 1; i < value.length() && run < LONGEST_ORDER; i++) {
            run = value.charAt(i) == value.charAt(i - 1) + 1 && Alphabet.WORD.has(value.charAt(i)) ? run + 1 : 1;
        }
        return run >= LONGEST_ORDER;
    }

    /** A name in the marks that languages have for what is to be filled in. */
    private static boolean isVariable(String value) {
        char first = value.charAt(0);
        char last = value.charAt(value.length() - 1);
        boolean named = value.length() > 1 && (Texts.isLetter(value.charAt(1)) || value.charAt(1) == '_');
        return switch (first) {
            case '$' -> named && value.indexOf('$', 1) < 0;
            case '%' -> named && last == '%';
            case '@' -> named && last == '@';
            case '<' -> last == '>' || named;
            case '[' -> last == ']' && named;
            case '{' -> last == '}' || named;
            default -> value.startsWith("my_") || value.startsWith("my-") || value.startsWith("process.env");
        };
    }

    private static boolean isPrinted(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return PRINTED.contains(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
