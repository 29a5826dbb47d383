/**
 * {@code AiTokenRateLimiter}: how many tokens, requests and calls at once there may be.
 *
 * <p>{@link ai.gateway.limit.AiTokenRateLimiterGatewayFilterFactory} reads the line of the route, {@code Limits} says what is
 * demanded for a request, and the account of the exchange holds and settles it.
 */
@NullMarked
package ai.gateway.limit;

import org.jspecify.annotations.NullMarked;
