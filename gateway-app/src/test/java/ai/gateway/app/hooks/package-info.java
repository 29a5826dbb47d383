/** Who is told of what happens to budgets, by a gateway that runs. */
@NullMarked
package ai.gateway.app.hooks;

import org.jspecify.annotations.NullMarked;
