package ai.gateway.judge;

import java.util.Base64;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What a text holds in Base64, also over several lines, and also where it was cut somewhere in between. */
final class Base64Runs {

    private static final int SHORTEST = 28;

    /** Digits that stand for a number of bytes together. */
    private static final int GROUP = 4;

    private Base64Runs() {}

    /** Shows each as a text; most of what is not Base64 gives signs that mean nothing. */
    static void each(String text, Consumer<String> sink) {
        byte[] digits = new byte[text.length()];
        int count = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (isDigit(c)) {
                digits[count++] = (byte) (c == '-' ? '+' : c == '_' ? '/' : c);
            } else if (c != '\n' && c != '\r') {
                decode(digits, count, sink);
                count = 0;
            }
        }
    }

    private static void decode(byte[] digits, int count, Consumer<String> sink) {
        if (count < SHORTEST) {
            return;
        }
        for (int from = 0; from < GROUP; from++) {
            byte[] whole = new byte[(count - from) / GROUP * GROUP];
            System.arraycopy(digits, from, whole, 0, whole.length);
            sink.accept(new String(Base64.getDecoder().decode(whole), UTF_8));
        }
    }

    private static boolean isDigit(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_';
    }
}
