package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Seal;
import org.jspecify.annotations.Nullable;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Seals as thought signatures. A signature is bytes here, and Google's libraries decode it: what is carried for another
 * dialect must be base64 as well, and may come back in either of the two alphabets.
 */
final class Signatures {

    /** What Google lets pass where a call was made by another model, and has no signature of Gemini's. */
    static final String NONE_NEEDED = "skip_thought_signature_validator";

    private static final String CARRIED = "aig1.";
    private static final String HIDDEN = "hidden:";

    private Signatures() {}

    /** Any seal, for a client. */
    static @Nullable String carried(@Nullable Seal seal, boolean hidden) {
        if (seal == null || isOurs(seal)) {
            return seal == null ? null : seal.value();
        }
        String carried = (hidden ? HIDDEN : "") + Seals.carried(seal, GeminiDialect.ID);
        return Base64.getEncoder().encodeToString(carried.getBytes(UTF_8));
    }

    /** A seal for a provider: nobody else's are any use to it. */
    static @Nullable String own(@Nullable Seal seal) {
        return seal != null && isOurs(seal) ? seal.value() : null;
    }

    static boolean isOurs(Seal seal) {
        return seal.dialect().equals(GeminiDialect.ID);
    }

    static @Nullable Seal read(@Nullable String value) {
        if (value == null || value.isEmpty() || value.equals(NONE_NEEDED)) {
            return null;
        }
        return Seals.read(plain(value), GeminiDialect.ID);
    }

    static Content.Thinking thinking(String text, @Nullable String value, Notes notes) {
        boolean hidden = value != null && decoded(value).startsWith(HIDDEN);
        return new Content.Thinking(text, read(value), hidden, notes);
    }

    /** What was carried, without its wrapping; any other signature as it is. */
    private static String plain(String value) {
        String decoded = decoded(value);
        String carried = decoded.startsWith(HIDDEN) ? decoded.substring(HIDDEN.length()) : decoded;
        return carried.startsWith(CARRIED) ? carried : value;
    }

    private static String decoded(String value) {
        try {
            String standard = value.replace('-', '+').replace('_', '/');
            return new String(Base64.getDecoder().decode(standard), UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }
}
