/**
 * Amazon Bedrock's runtime: Converse, which is one format for all models, and InvokeModel, which is each model's own.
 *
 * <p>{@link ai.gateway.dialect.bedrock.BedrockDialect} is the door. {@code BedrockPaths} knows the paths, which name the
 * model, {@code BedrockRequest} reads requests, {@code BedrockBlocks} the blocks of messages, {@code BedrockAnswer} answers
 * and the events of Converse, {@code InvokeAnswer} what models answer in formats of their own,
 * {@code InvokeChunk} the frame that carries such an answer's events.
 *
 * <p>{@code BedrockChat} carries chats of Converse into the exchange and back; InvokeModel is only relayed. Requests are
 * read by {@code ConverseRequestReader} with {@code ConverseBlockReader} and {@code ConverseMediaReader}, and written by
 * {@code ConverseRequestWriter}: {@code ConverseTurns} makes messages alternate, {@code ConverseBlockWriter} and
 * {@code ConverseMediaWriter} write what is in them, {@code ConverseInference} how to draw. {@code ConverseTools},
 * {@code ConverseCitations} and {@code ConverseSeals} go both ways. What Converse passes on to the model is in the words of
 * the model's maker: {@code ModelFields} and its writer know them, by the {@code BedrockModel} that the id tells.
 *
 * <p>Answers are read by {@code ConverseAnswerReader}, with {@code ConverseAnswerBlocks} where they are whole and
 * {@code ConverseOpenBlocks} where they stream, and written by {@code ConverseAnswerWriter} with
 * {@code ConverseAnswerBlockWriter}, or by {@code ConverseEventWriter} with {@code ConverseBlockEvents} and
 * {@code ConverseWholeEvents}.
 */
@NullMarked
package ai.gateway.dialect.bedrock;

import org.jspecify.annotations.NullMarked;
