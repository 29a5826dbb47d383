/**
 * Google's generateContent and what stands beside it, on the Gemini API and on Vertex.
 *
 * <p>{@link ai.gateway.dialect.gemini.GeminiDialect} is the door. {@code GeminiPaths} knows the paths, which name the model
 * and say in a verb what to do with it, {@code GeminiRequest} reads requests, {@code GeminiParts} the parts that contents
 * are made of, {@code GeminiAnswer} answers, of which a stream is just several. Names come in camelCase and in snake_case:
 * Google's servers take both, so we read both, or half of a prompt would slip past the filters.
 */
@NullMarked
package ai.gateway.dialect.gemini;

import org.jspecify.annotations.NullMarked;
