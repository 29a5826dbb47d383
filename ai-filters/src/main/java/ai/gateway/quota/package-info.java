/**
 * How much may be used, and how much was: amounts of anything that can be counted, in windows of time.
 *
 * <p>Who wants to use something makes {@link ai.gateway.quota.Claim}s: so much now, of a counter, of which there is so much
 * in a window. {@link ai.gateway.quota.Quotas} grants all claims of a request or none, and holds what was granted until it is
 * settled to what was really used, or until it expires. What was used goes on counting, as {@link ai.gateway.quota.Charge}s,
 * until its window is over.
 *
 * <p>{@link ai.gateway.quota.MemoryQuotas} keeps all that in the memory of one gateway: a {@code Counter} for each name, which
 * has a {@code Part} for each stretch of time that ends at once; a {@code Reservation} for each request that has not settled.
 *
 * <p>An {@link ai.gateway.quota.Allowance} is what a configuration says of it, in words such as {@code 100 USD / 30d}, and an
 * {@link ai.gateway.quota.Allowed} whose it is. Counters themselves do not know what they count, and nothing here knows the
 * network.
 */
@NullMarked
package ai.gateway.quota;

import org.jspecify.annotations.NullMarked;
