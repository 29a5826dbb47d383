package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

/** A JSON Schema, of draft 2020-12, that was read. Safe for all threads. */
public final class Schema {

    private final Node root;

    private Schema(Node root) {
        this.root = root;
    }

    /**
     * Reads a schema.
     *
     * @throws IllegalArgumentException where it says what is not known here or cannot be meant, with where
     */
    public static Schema read(Json schema) {
        return new Schema(new Reader(schema).read());
    }

    /**
     * The first thing by which a value does not fit; null where it does.
     *
     * @throws IllegalStateException where it would take too long to tell
     */
    public @Nullable Misfit misfit(Json value) {
        return root.against(value, new Walk());
    }
}
