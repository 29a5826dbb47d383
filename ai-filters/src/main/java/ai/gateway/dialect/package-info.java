/**
 * What a dialect does, and what all of them share.
 *
 * <p>{@link ai.gateway.dialect.Dialect} is one wire format: it recognises its requests, reads facts off requests and
 * answers, shows their texts, and says no in its own words. {@link ai.gateway.dialect.Dialects} asks them in turn. Each
 * has a room of its own below this package, with one public class, and knows none of the others; where two APIs share a
 * path, both look at the same header and at most one says yes.
 *
 * <p>The rest is tools of that trade: {@link ai.gateway.dialect.Paths} for the heads of requests,
 * {@link ai.gateway.dialect.Fields} for members whose type is the client's duty, {@link ai.gateway.dialect.Counts} for
 * token counts that a provider may have got wrong, {@link ai.gateway.dialect.Texts} for walking to the strings,
 * {@link ai.gateway.dialect.StreamWriter} for streamed answers.
 */
@NullMarked
package ai.gateway.dialect;

import org.jspecify.annotations.NullMarked;
