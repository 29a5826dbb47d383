/**
 * Credentials in texts: keys and tokens by the formats of those who issue them, passwords by what stands before them.
 *
 * <p>{@link ai.gateway.secrets.Secrets} makes scanners. Formats are data, in {@code rules.txt}: a {@code Rule} has a
 * {@code Shape}, which is read from left to right and never back. What has no such format has code of its own: the probes for
 * private keys, URLs, curl, headers, {@code .netrc}, Kubernetes, and {@code Generic} for whatever is assigned to a name.
 *
 * <p>An {@code Automaton} goes once over a text and stops at the words that rules are about: {@code ghp_}, {@code datadog},
 * {@code password}. At each a {@code Probe} looks closer. Some rules need a name before the value; for those the
 * {@code AssignmentReader} reads {@code name = value} in whatever language. {@code NameKind} says what a name promises,
 * {@code Values} whether a value keeps it, and {@code StandIns} what only stands where a credential would. {@code Sight} gathers
 * the finds, and of two that overlap keeps the better one.
 *
 * <p>Probes look no further than a bound, or cover what they have read, so that nobody reads it again. Hence the time is linear in
 * the length of a text, whatever it says.
 */
@NullMarked
package ai.gateway.secrets;

import org.jspecify.annotations.NullMarked;
