/**
 * What can be seen of exchanges from outside. When one is over, {@link ai.gateway.observe.Seen} says what there is to tell of it;
 * {@link ai.gateway.observe.ExchangeMeters} count it, and {@link ai.gateway.observe.ExchangeSpans} make spans of it. All of that
 * happens behind the last byte, from what was noted on the way.
 */
@NullMarked
package ai.gateway.observe;

import org.jspecify.annotations.NullMarked;
