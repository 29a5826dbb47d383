/**
 * Never pays twice for one answer: {@code AiCache}.
 *
 * <p>The filter puts a {@link ai.gateway.pipeline.Recall} on the exchange. When the terminal knows what it would ask, and of
 * whom, {@link ai.gateway.cache.Remembering} turns that into a key, and looks whether its answer is in one of the
 * {@link ai.gateway.recall.AnswerStore}s. What is kept is what the provider has sent, so that whoever gets it again gets it through
 * all filters of its own route, and in its own dialect.
 *
 * <p>A key begins with the partition: whose answers they are. Nobody can ask for a key of somebody else's.
 */
@NullMarked
package ai.gateway.cache;

import org.jspecify.annotations.NullMarked;
