/**
 * What can be seen from outside: of exchanges, and of limits. When an exchange is over, {@link ai.gateway.observe.Seen} says what
 * there is to tell of it; {@link ai.gateway.observe.ExchangeMeters} count it, and {@link ai.gateway.observe.ExchangeSpans} make
 * spans of it. All of that happens behind the last byte, from what was noted on the way.
 *
 * <p>{@link ai.gateway.observe.LimitMeters} show how full limits and budgets are: a {@link ai.gateway.observe.Fill} for each
 * counter, as many as there are places, under the name that {@link ai.gateway.observe.Whose} lets everybody read.
 */
@NullMarked
package ai.gateway.observe;

import org.jspecify.annotations.NullMarked;
