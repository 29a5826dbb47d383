/**
 * Tells others what happens to budgets: an event of the application, a line of log, a metric, and webhooks.
 *
 * <p>{@link ai.gateway.hooks.Thresholds} watches the accounts of all exchanges. What it knows of each counter is a {@code Gauge};
 * when one has crossed a threshold, a {@link ai.gateway.hooks.BudgetEvent} goes to {@link ai.gateway.hooks.Announcer}, which
 * tells it to everybody, off the event loops and one after the other. The same crossing has the same id at every gateway.
 *
 * <p>{@link ai.gateway.hooks.Webhooks} words it for the receivers of the configuration, to whom {@link ai.gateway.delivery}
 * brings it.
 *
 * <p>What is written under {@code ai.gateway} of all this is in {@link ai.gateway.hooks.HooksProperties}.
 */
@NullMarked
package ai.gateway.hooks;

import org.jspecify.annotations.NullMarked;
