/**
 * Google's generateContent and what stands beside it, on the Gemini API and on Vertex.
 *
 * <p>{@link ai.gateway.dialect.gemini.GeminiDialect} is the door. {@code GeminiPaths} knows the paths, which name the model
 * and say in a verb what to do with it, {@code GeminiRequest} reads requests, {@code GeminiParts} the parts that contents
 * are made of, {@code GeminiAnswer} answers, of which a stream is just several. Names come in camelCase and in snake_case:
 * Google's servers take both, so we read both ({@code EitherCase}), or half of a prompt would slip past the filters.
 *
 * <p>{@code GeminiChat} translates chats. A client's question: {@code RequestReader} ({@code ConfigReader},
 * {@code ContentReader} with {@code PartReader} and {@code ConversationCalls}, {@code ToolReader}). A question to Google:
 * {@code RequestWriter} ({@code ConfigWriter} with {@code ThinkingWriter}, {@code ContentWriter} with {@code PartWriter},
 * {@code ToolWriter}). Google's answer: {@code ChunkReader}, a {@code CandidateReader} for each of its choices. An answer to
 * a client: {@code WholeWriter}, or {@code ChunkWriter} with a {@code CandidateWriter} for each choice.
 *
 * <p>What both ways share: {@code Signatures} are seals, {@code ToolResponse} is what tools take and give,
 * {@code Grounding} is citations, {@code LogProbs}, {@code GeminiUsage} and {@code FinishWords} are what they are called.
 * {@code SchemaCleaner} makes Gemini's own kind of schema of JSON schema, for models that take no other;
 * {@code OpenApiSchema} goes the other way.
 */
@NullMarked
package ai.gateway.dialect.gemini;

import org.jspecify.annotations.NullMarked;
