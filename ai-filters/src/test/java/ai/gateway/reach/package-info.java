/** Nobody gets the gateway to call inside. */
@NullMarked
package ai.gateway.reach;

import org.jspecify.annotations.NullMarked;
