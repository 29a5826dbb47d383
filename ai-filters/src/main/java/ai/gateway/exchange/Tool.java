package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What a model may ask for.
 *
 * @param json of a function the JSON schema of its arguments, null where it takes none; of a custom tool what its input
 *     must look like, null for any text; of a foreign one all of it
 * @param strict whether the model must keep to the schema; null where the client did not say
 */
public record Tool(
        Kind kind,
        String name,
        @Nullable String description,
        @Nullable String json,
        @Nullable Boolean strict,
        Content.Notes notes) {

    /** Who runs it, and what it takes. */
    public enum Kind {
        /** The caller's, called with JSON. */
        FUNCTION,
        /** The caller's, called with plain text. */
        CUSTOM,
        /** The provider's own, known to the client's dialect only. */
        FOREIGN
    }
}
