package ai.gateway.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Remembers answers. A filter puts one on an exchange; it is asked for each attempt, when all that will be sent is known, and
 * before anybody is asked.
 */
@FunctionalInterface
public interface Recall {

    /** What is known of a question; null where nothing of it is to be remembered. Throws nothing. */
    @Nullable
    Recollection of(Question question);
}
