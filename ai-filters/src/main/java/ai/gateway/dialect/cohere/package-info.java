/**
 * Cohere's API, version 2, and as much of version 1 as can be read on the way.
 *
 * <p>{@link ai.gateway.dialect.cohere.CohereDialect} is the door. {@code CoherePaths} knows the paths, {@code CohereRequest}
 * reads requests, {@code CohereAnswer} answers and the events of their streams.
 */
@NullMarked
package ai.gateway.dialect.cohere;

import org.jspecify.annotations.NullMarked;
