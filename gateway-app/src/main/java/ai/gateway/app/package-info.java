/** The ready gateway. */
@NullMarked
package ai.gateway.app;

import org.jspecify.annotations.NullMarked;
