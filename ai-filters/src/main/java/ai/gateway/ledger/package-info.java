/**
 * What was used, by whom, for how much: one {@link ai.gateway.ledger.Entry} a call, written once and kept.
 *
 * <p>Who keeps accounts tells a {@link ai.gateway.ledger.Ledger} when a call begins and when it has ended. Both are safe the
 * moment that the method returns, should the gateway be killed; they reach the database a little later, off the way of requests.
 *
 * <p>{@link ai.gateway.ledger.Journal} is the one that keeps: memory-mapped files ({@code Segment}s on a {@code Shelf}, in a
 * {@code Chain}), which a {@code Keeper} forces to the disk and a {@code Drain} empties into {@link ai.gateway.ledger.SqlLedger}.
 * What stands there is asked for by {@link ai.gateway.ledger.Usages}; {@link ai.gateway.ledger.Documents} keeps beside it what
 * is changed while gateways run. H2 and PostgreSQL have the same tables ({@code Migrations}) and pass the same test; a
 * {@code Flavour} is where they differ.
 *
 * <p>Nothing here knows Spring, requests or providers.
 */
@NullMarked
package ai.gateway.ledger;

import org.jspecify.annotations.NullMarked;
