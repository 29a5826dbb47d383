/**
 * Pools, through a running gateway: one of several providers fails, and the client gets one good answer or one honest error.
 *
 * <p>{@code PoolBench} is the gateway with pools, each of whose targets is a place at one upstream that plays scripts;
 * {@code Fault} is all that can go wrong before an answer has begun, in the words of each dialect.
 */
@NullMarked
package ai.gateway.app.pools;

import org.jspecify.annotations.NullMarked;
