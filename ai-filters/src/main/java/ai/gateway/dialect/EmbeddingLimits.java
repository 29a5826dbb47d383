package ai.gateway.dialect;

import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.EmbeddingsRequest.Input;
import ai.gateway.exchange.Vector.Encoding;

import java.util.Set;

/** Refuses what the embeddings of a dialect cannot do, and what left out would give other vectors than were asked for. */
public final class EmbeddingLimits {

    private EmbeddingLimits() {}

    /** The one text that an input is. */
    public static String text(Input input) {
        if (!input.isText()) {
            throw OperationCodec.unsayable("input", "a picture, tokens or several parts", "one text each");
        }
        return input.text();
    }

    /** Floats can be packed here; other numbers cannot be made of them. */
    public static void floatsOr(Set<Encoding> others, EmbeddingsRequest request) {
        for (Encoding encoding : request.encodings()) {
            if (encoding != Encoding.FLOAT && encoding != Encoding.BASE64 && !others.contains(encoding)) {
                throw OperationCodec.unsayable("embedding_types", encoding.name(), "float or base64");
            }
        }
    }
}
