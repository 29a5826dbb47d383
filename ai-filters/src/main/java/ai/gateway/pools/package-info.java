/**
 * Pools: several targets behind one name, of which one gives the answer.
 *
 * <p>What is written under {@code ai.gateway.pools} ({@link ai.gateway.pools.PoolsProperties}) is read into immutable pools
 * and members ({@link ai.gateway.pools.PoolsReader}), which are put to work once for each reading
 * ({@link ai.gateway.pools.WorkingPools}): a member becomes a node with a seat for each of its provider's keys, and each
 * seat has a health that outlives the reading. For an exchange, {@link ai.gateway.pools.PoolItineraries} finds the pool,
 * {@link ai.gateway.pools.Order} leaves out who cannot serve it ({@link ai.gateway.pools.Fit}) and puts the others into the
 * order of the {@link ai.gateway.pools.Strategy}; {@link ai.gateway.pools.PoolItinerary} then hands them out one by one,
 * by what {@link ai.gateway.pools.FailureClass} the last one has failed with. What an attempt has shown is learnt by
 * {@link ai.gateway.pools.PoolPick}. Attempts themselves are the terminal's business.
 *
 * <p>Operators see pools at the {@link ai.gateway.pools.PoolDesk}, which {@link ai.gateway.pools.PoolsEndpoint} opens to
 * actuator's clients; it looks through {@link ai.gateway.pools.PoolViews} and
 * drains through {@link ai.gateway.pools.Steering}; {@link ai.gateway.pools.PoolMeters} is the
 * {@link ai.gateway.pools.AttemptListener} that counts, {@link ai.gateway.pools.TripLog} and {@link ai.gateway.pools.BreakerLog}
 * tell the log.
 */
@NullMarked
package ai.gateway.pools;

import org.jspecify.annotations.NullMarked;
