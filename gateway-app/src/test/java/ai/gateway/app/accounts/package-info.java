/** Limits, budgets and costs through a running gateway: what is held, refused, settled, told and written down. */
@NullMarked
package ai.gateway.app.accounts;

import org.jspecify.annotations.NullMarked;
