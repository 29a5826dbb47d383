/**
 * What is known of how targets do at the moment. Whoever chooses between targets asks here, and tells here how it went.
 *
 * <p>{@link ai.gateway.health.Healths} has one {@link ai.gateway.health.Health} for each target or key that was ever asked.
 * An {@link ai.gateway.health.Attempt} is one call of one target: it is begun at the health, told of the first event and of
 * the end, and everything else follows from that: who is under way ({@code Waiting} are those without a first event), how
 * long things take ({@code PeakEwma}), how often they fail ({@code FailureShare}), and what the
 * {@link ai.gateway.health.Breaker} thinks of it. {@code Resilience4jBreaker} is the only class here that knows that
 * library, and a gateway may do without it.
 *
 * <p>What a provider says by itself of when to come back is read by {@link ai.gateway.health.RetryAfter} and kept by
 * {@link ai.gateway.health.Cooldown}.
 *
 * <p>What is found out here, other replicas are told by {@link ai.gateway.health.SharedHealth}, and the other way round;
 * {@code Hearsay} is what they told of those whom nobody has asked here yet.
 *
 * <p>{@link ai.gateway.health.Standings} is how others see all of it at once.
 *
 * <p>Tools for policies, each for itself: {@link ai.gateway.health.AttemptBudget} says how many attempts more than requests
 * there may be, {@link ai.gateway.health.Percentile} when an answer is late, {@link ai.gateway.health.Gate} how many may be
 * under way at a time and who waits, {@link ai.gateway.health.AdaptiveLimit} finds out how many a target can bear.
 *
 * <p>{@link ai.gateway.health.Checks} stands here because this is the lowest floor that wants it.
 *
 * <p>All of it is called from many event loops at once and never blocks one. Time is a ticker of nanoseconds that is passed
 * in. Nothing in this room knows Spring or Netty.
 */
@NullMarked
package ai.gateway.health;

import org.jspecify.annotations.NullMarked;
