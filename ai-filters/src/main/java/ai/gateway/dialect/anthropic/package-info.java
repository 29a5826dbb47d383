/**
 * Anthropic's Messages API, also where Vertex serves it (below {@code /publishers/anthropic/models/}).
 *
 * <p>{@link ai.gateway.dialect.anthropic.AnthropicDialect} is the door. {@code AnthropicPaths} knows the paths and who else
 * has them, {@code AnthropicRequest} reads requests, {@code AnthropicBlocks} the blocks that messages are made of in both
 * directions, {@code AnthropicAnswer} whole messages and the events of their streams.
 */
@NullMarked
package ai.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
