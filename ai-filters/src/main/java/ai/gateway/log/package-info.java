/**
 * The request log: what was asked and answered, by whom, how it went, and, where a route says so, in which words.
 *
 * <p>{@link ai.gateway.log.AiLogGatewayFilterFactory} puts an {@code AiLog} into a route. At its place it takes down the prompt
 * ({@link ai.gateway.log.Taken}), and by a {@link ai.gateway.log.Heard} the answer as it passes that place on the way back. When all is
 * over, {@link ai.gateway.log.Scribe} is told, puts together what is known of the exchange, and hands it to the
 * {@link ai.gateway.log.Outlets}: the ledger's database, a file, a collector of OpenTelemetry, a topic of Kafka, each behind a queue of its
 * own, so that nobody waits for them. What has to be masked is, before any of them gets it.
 */
@NullMarked
package ai.gateway.log;

import org.jspecify.annotations.NullMarked;
