/**
 * Anthropic's Messages API, also where Vertex serves it (below {@code /publishers/anthropic/models/}).
 *
 * <p>{@link ai.gateway.dialect.anthropic.AnthropicDialect} is the door. {@code AnthropicPaths} knows the paths and who else
 * has them, {@code AnthropicRequest} reads off requests what filters ask for, {@code AnthropicBlocks} walks through the
 * blocks that messages are made of in both directions, {@code AnthropicAnswer} reads facts off whole messages and the events
 * of their streams.
 *
 * <p>{@code AnthropicChat} is the codec between chats and the exchange. Requests come in by {@code MessageRequestReader}
 * and {@code MessageBlockReader}, and go out by {@code MessageRequestWriter}, {@code MessageTurns} (who speaks when) and
 * {@code MessageBlockWriter}; {@code MessageMedia}, {@code MessageCitations}, {@code MessageTools}, {@code MessageThinking}
 * and {@code MessageExtras} know one matter each both ways. {@code ThinkingPlan} and {@code ModelAge} fit the wishes of other
 * dialects' clients to what a model takes, {@code ClosedSchema} their schemas. Answers come in by
 * {@code MessageAnswerReader}, with {@code MessageBlocks} and an {@code OpenBlock} for each block under way, and go out whole
 * by {@code MessageAnswerWriter}, streamed by {@code MessageEventWriter} and {@code BlockFrames}; {@code MessageEnd} and
 * {@code MessageUsage} are the same for both.
 */
@NullMarked
package ai.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
