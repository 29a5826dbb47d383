/**
 * Structured data of persons in texts: addresses, numbers, ids. Blind to providers and to what becomes of the finds.
 *
 * <p>{@link ai.gateway.pii.Entity} lists what is known, {@link ai.gateway.pii.Wanted} says what of it is looked for, and
 * {@link ai.gateway.pii.PersonalData} makes a scanner of that.
 *
 * <p>{@code Sweep} goes over a text once and stops at what may begin something: a word with digits, an {@code @}, a colon,
 * a plus. There it asks {@code Recogniser}s. Most entities are {@code Form}s, lines in tables: how the id is written,
 * and which check digits it has; {@code Chains} reads them. What has a grammar of its own has a class of its own, such as
 * {@code Emails} and {@code Ipv6}.
 *
 * <p>How sure a find is says its {@code Strength}: what others could have written by chance counts only where a word
 * near by, such as "passport", says what it is. {@code Finds} keeps the surest of those that overlap.
 */
@NullMarked
package ai.gateway.pii;

import org.jspecify.annotations.NullMarked;
