/**
 * The strict HTTP edge of the ready gateway: what is not clean HTTP is turned away before any route sees it.
 *
 * <p>A connection passes two handlers, one on each side of Netty's codec:
 *
 * <ol>
 *   <li>{@code HeadBytesHandler} sees bytes. It follows where heads and bodies begin and end ({@code MessageScanner}),
 *       refuses folded lines, which the codec would mend without a word, and keeps time ({@code ReadClock}): a client
 *       that drips its head or its body is answered with 408.
 *   <li>{@code StrictHttpHandler} sees messages. It asks {@code HeadRules} (headers) and {@code UriRules} (path), and it
 *       is the one place that answers: every refusal, Netty's own too, becomes a small JSON body and a closed
 *       connection, in turn behind the answers that are still under way.
 * </ol>
 *
 * <p>In front of both, {@code StalledReaderHandler} cuts clients that take nothing of their answers.
 *
 * <p>A refusal travels as a failed decoder result, so Reactor Netty treats it as what it is, a request that could not be
 * read: no route, no filter and no upstream ever hears of it.
 *
 * <p>HTTP/2 frames its messages itself. There, {@code HeadRules} and {@code UriRules} look at each stream's request, and
 * {@code EdgeConfiguration} sets the limits that Netty leaves open.
 *
 * <p>Left to Spring Boot on purpose: the size of a head ({@code server.max-http-request-header-size}, 8 KB, answered with
 * 431) and of a request line ({@code server.netty.max-initial-line-length}, 4 KB, answered with 414).
 */
@NullMarked
package ai.gateway.app.edge;

import org.jspecify.annotations.NullMarked;
