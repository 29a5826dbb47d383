/**
 * OpenAI's Chat Completions API and its siblings: completions, embeddings, images, audio, moderations, files, batches,
 * models. Half the world speaks it, each in its own accent, and so this room is lenient where accents differ.
 *
 * <p>{@link ai.gateway.dialect.openai.OpenAiDialect} is the door. {@code OpenAiPaths} knows the paths, with {@code /v1}
 * before them, with Azure's deployments, or with nothing. {@code OpenAiRequest} reads requests, {@code OpenAiAnswer} reads
 * answers and the chunks of their streams, {@code OpenAiUsage} makes one count of the many ways to count.
 */
@NullMarked
package ai.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
