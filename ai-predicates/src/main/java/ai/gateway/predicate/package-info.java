/**
 * Route predicates over what a request asks of a model: {@code AiModel}, {@code AiOperation}, {@code AiDialect},
 * {@code AiStream}, {@code AiTools}, {@code AiModality}, {@code AiTokens}, {@code AiKeyTag}, {@code AiSample}.
 *
 * <p>Each is one line in a route and one small class here: a record of arguments, and a {@link ai.gateway.predicate.Condition}
 * over the exchange. {@link ai.gateway.predicate.AiRoutePredicateFactory} does the rest: it asks first whether the head is
 * one of a model call, reads the body only then and only once, and leaves it there for whoever comes next, be it another
 * predicate, an AI filter, or an ordinary route.
 */
@NullMarked
package ai.gateway.predicate;

import org.jspecify.annotations.NullMarked;
