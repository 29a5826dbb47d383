/**
 * Decisions of the gateway that somebody may have to answer for: who was refused, when, and by what.
 *
 * <p>{@link ai.gateway.audit.Decisions} is told of exchanges that are over, and has those that were refused added to the chain in which
 * {@link ai.gateway.ledger.Audit} keeps what administrators do. Nobody waits for that: while the database is away, they stand in a
 * {@link ai.gateway.audit.Pending} file. There is none of it unless {@code ai.gateway.audit.decisions} says so.
 */
@NullMarked
package ai.gateway.audit;

import org.jspecify.annotations.NullMarked;
