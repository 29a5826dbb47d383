package ai.gateway.pipeline;

import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes.
 *
 * @param url absolute, with the query that the provider shall see
 * @param dialect what is spoken there
 * @param target the provider, model and key; null on an ordinary uri, where the client's own credential passes
 */
record Destination(String url, String dialect, @Nullable Target target) {}
