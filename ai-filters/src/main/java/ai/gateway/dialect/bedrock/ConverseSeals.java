package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.Seals;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Seal;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Signatures of thoughts, and thoughts that nobody may read. The latter are bytes here, which SDKs decode: what is carried
 * there for other dialects is encoded once more.
 */
final class ConverseSeals {

    private ConverseSeals() {}

    /** What a client sent back as thoughts that nobody may read. */
    static Content.Thinking readRedacted(String base64) {
        Content.Thinking own = Seals.thinking("", base64, /* hidden= */ true, BedrockDialect.ID);
        try {
            String carried = new String(Base64.getDecoder().decode(base64), UTF_8);
            Content.Thinking other = Seals.thinking("", carried, /* hidden= */ true, BedrockDialect.ID);
            Seal seal = other.seal();
            return seal == null || seal.value().equals(carried) ? own : other;
        } catch (IllegalArgumentException notBase64) {
            return own;
        }
    }

    /** Thoughts that nobody may read, as the client is to keep them. */
    static String redacted(Seal seal) {
        return seal.dialect().equals(BedrockDialect.ID)
                ? seal.value()
                : encoded(Seals.carried(seal, BedrockDialect.ID));
    }

    /** The seal of a call or of a text, neither of which can carry one here, as thoughts of their own. */
    static String redactedFor(Content sealed, Seal seal) {
        return encoded(Seals.carriedFor(sealed, seal));
    }

    private static String encoded(String carried) {
        return Base64.getEncoder().encodeToString(carried.getBytes(UTF_8));
    }
}
