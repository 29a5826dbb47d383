/**
 * Ollama's own API below {@code /api}. Its answers stream unless the client says no, as lines of JSON.
 *
 * <p>{@link ai.gateway.dialect.ollama.OllamaDialect} is the door and knows the paths, {@code OllamaRequest} reads requests,
 * {@code OllamaAnswer} answers, of which a stream is just several.
 */
@NullMarked
package ai.gateway.dialect.ollama;

import org.jspecify.annotations.NullMarked;
