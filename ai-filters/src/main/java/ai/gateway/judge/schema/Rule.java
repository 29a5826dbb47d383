package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

/** What one keyword, or some that belong together, ask of a value. */
@FunctionalInterface
interface Rule {

    /** What speaks against it; null for nothing, also where it is none of the values that this is about. */
    @Nullable
    Misfit against(Json value, Walk walk);
}
