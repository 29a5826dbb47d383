package ai.gateway.observe;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whose a counter is, by its name: {@code key:alice}, {@code chat/key:alice,model:gpt-5.4}, {@code chat/header.x-user:…}. */
final class Whose {

    /** Words for what clients send as they like. */
    private static final String[] MADE_UP = {"model:", "ip:", "header.", ":"};

    /** Words for what may be a credential: headers, and what beans make of a request. */
    private static final String[] SECRET = {"header.", ":"};

    private static final int DIGEST_BYTES = 8;

    private Whose() {}

    /** Whether clients can make up any number of such names. */
    static boolean isMadeUp(String counter) {
        return indexOf(counter, MADE_UP) >= 0;
    }

    /** The name without what nobody may read: a digest stands in its place. */
    static String shown(String counter) {
        int word = indexOf(counter, SECRET);
        if (word < 0) {
            return counter;
        }
        int value = counter.indexOf(':', word) + 1;
        return counter.substring(0, value) + '~' + digest(counter.substring(value));
    }

    /** The first of these words behind the name of a filter, or behind another word. */
    private static int indexOf(String counter, String[] words) {
        for (int i = 0; i < counter.length(); i++) {
            char before = counter.charAt(i);
            if (before == '/' || before == ',') {
                for (String word : words) {
                    if (counter.startsWith(word, i + 1)) {
                        return i + 1;
                    }
                }
            }
        }
        return -1;
    }

    private static String digest(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }
}
