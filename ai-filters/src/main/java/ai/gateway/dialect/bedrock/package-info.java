/**
 * Amazon Bedrock's runtime: Converse, which is one format for all models, and InvokeModel, which is each model's own.
 *
 * <p>{@link ai.gateway.dialect.bedrock.BedrockDialect} is the door. {@code BedrockPaths} knows the paths, which name the
 * model, {@code BedrockRequest} reads requests, {@code BedrockBlocks} the blocks of messages, {@code BedrockAnswer} answers
 * and the events of Converse, {@code InvokeAnswer} what models answer in formats of their own, {@code InvokeChunk} the frame that carries such
 * an answer's events.
 */
@NullMarked
package ai.gateway.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
