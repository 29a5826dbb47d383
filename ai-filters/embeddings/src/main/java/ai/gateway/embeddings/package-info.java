/**
 * An {@link ai.gateway.semantic.Encoder} that needs no other machine: a small model, run by ONNX Runtime in this process.
 *
 * <p>A text goes through four hands. {@link ai.gateway.embeddings.Desk} takes it in, or says at once that it is too busy;
 * one of its own threads, never the one that asks, hands it to the model when its turn comes, unless it has waited for too
 * long by then. {@link ai.gateway.embeddings.Beginning} keeps as much of it as is looked at.
 * {@link ai.gateway.embeddings.WordPiece} cuts that into pieces of words, which the {@link ai.gateway.embeddings.Vocabulary}
 * has numbers for; {@link ai.gateway.embeddings.Characters} says what the model sees of each character.
 * {@link ai.gateway.embeddings.OnnxModel} makes a vector of the numbers.
 *
 * <p>The model takes a second and a hundred megabytes, and so it is loaded when the first text comes. Whoever asks before it
 * is there is told so.
 */
@NullMarked
package ai.gateway.embeddings;

import org.jspecify.annotations.NullMarked;
