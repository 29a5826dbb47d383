/**
 * An {@link ai.gateway.semantic.Encoder} that asks a configured provider: {@code ai.gateway.embeddings.model} names a model, and
 * {@link ai.gateway.vectors.ProviderEncoder} calls it as any client of the gateway would.
 */
@NullMarked
package ai.gateway.vectors;

import org.jspecify.annotations.NullMarked;
