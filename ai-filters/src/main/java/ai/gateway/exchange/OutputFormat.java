package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * What the text of an answer must look like.
 *
 * @param name of the schema; empty where it has none
 * @param schema JSON text; null where any will do
 * @param strict whether the model must keep to the schema; null where the client did not say
 */
public record OutputFormat(
        Kind kind,
        String name,
        @Nullable String description,
        @Nullable String schema,
        @Nullable Boolean strict) {

    /** How much of a form it has. */
    public enum Kind {
        TEXT,
        /** Any JSON object. */
        JSON,
        SCHEMA
    }

    public static OutputFormat of(Kind kind) {
        return new OutputFormat(kind, "", null, null, null);
    }

    public static OutputFormat schema(
            String name, @Nullable String description, String schema, @Nullable Boolean strict) {
        return new OutputFormat(Kind.SCHEMA, name, description, schema, strict);
    }
}
