/**
 * The account of an exchange: what its filters have claimed for it, what it came to, and who is charged.
 *
 * <p>Filters that limit say what they {@link ai.gateway.account.Demand}; the last of them in a row has the
 * {@link ai.gateway.account.Account} of the exchange reserve all of it at once, by a {@link ai.gateway.account.Forecast}
 * that the call cannot exceed. When the exchange is over, just before its client knows, the account adds up what all
 * attempts came to, has it written down in the ledger, and settles what it holds with it.
 */
@NullMarked
package ai.gateway.account;

import org.jspecify.annotations.NullMarked;
