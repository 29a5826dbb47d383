/** What travels through the gateway. */
@NullMarked
package ai.gateway.exchange;

import org.jspecify.annotations.NullMarked;
