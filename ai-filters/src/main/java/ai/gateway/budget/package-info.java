/**
 * {@code AiBudget}: how much money there may be spent.
 *
 * <p>{@link ai.gateway.budget.AiBudgetGatewayFilterFactory} reads the line of the route, {@code Budget} says what is demanded
 * for a request, and the account of the exchange holds and settles it.
 */
@NullMarked
package ai.gateway.budget;

import org.jspecify.annotations.NullMarked;
