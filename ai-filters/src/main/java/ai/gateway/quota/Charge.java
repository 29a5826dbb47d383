package ai.gateway.quota;

/**
 * What was used of a counter. Sums of these are all that has to outlive the gateway.
 *
 * @param slot the beginning of the stretch of time that it counts in, in milliseconds of the clock by which it was granted
 * @param until when it counts no more; {@link Long#MAX_VALUE} for never
 */
public record Charge(String counter, long slot, long until, long used) {}
