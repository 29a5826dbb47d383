/**
 * What turns a small collaborator into a filter or predicate of Spring Cloud Gateway, the same way for all of them.
 *
 * <p>{@link ai.gateway.plug.Arguments} reads a line of the user's route: shortcut or named, each value typed by a record,
 * an unknown name an error at start. {@link ai.gateway.plug.Switches} are what every filter and predicate has in common:
 * {@code enabled}, {@code dry-run}, {@code on-other}. {@link ai.gateway.plug.AiFilter} is the request half of a filter:
 * it decides, and says what it would do; {@link ai.gateway.plug.AiGatewayFilterFactory} reads the request first, then
 * acts on the decision or, in a dry run, only tells it.
 */
@NullMarked
package ai.gateway.plug;

import org.jspecify.annotations.NullMarked;
