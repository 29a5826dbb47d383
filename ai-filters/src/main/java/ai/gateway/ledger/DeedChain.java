package ai.gateway.ledger;

import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of a deed: of the hash of the one before it, and of what is kept of this one, as JSON. */
final class DeedChain {

    /** Before the first one. */
    static final String BEGIN = "";

    private DeedChain() {}

    static String next(String before, Deed.Kept kept) {
        Deed deed = kept.deed();
        JsonWriter json = new JsonWriter()
                .beginArray()
                .value(before)
                .value(kept.id())
                .value(kept.at())
                .value(kept.subject())
                .value(deed.who())
                .value(deed.action())
                .value(deed.address());
        text(json, deed.was());
        text(json, deed.became());
        return HexFormat.of().formatHex(sha256().digest(json.endArray().toBytes()));
    }

    /** The texts of JSON, not JSON: whatever makes them another text is a change. */
    private static void text(JsonWriter json, @Nullable String value) {
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    static boolean isHash(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length == 64
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
