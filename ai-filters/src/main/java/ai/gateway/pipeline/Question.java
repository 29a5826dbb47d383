package ai.gateway.pipeline;

import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * What is asked in one attempt.
 *
 * @param request as it goes out, in the client's dialect
 * @param target who is asked; null where the route's uri says no more than a place
 * @param place where it goes
 */
public record Question(
        AiExchange exchange, AiRequest request, @Nullable Target target, URI place) {}
