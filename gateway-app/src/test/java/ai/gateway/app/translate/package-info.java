/**
 * Every client dialect with every provider dialect, through a running gateway and the stand-in behind it.
 *
 * <p>{@code Asking} is the client: it writes a chat in its dialect, sends it over real HTTP, and reads what comes back.
 */
@NullMarked
package ai.gateway.app.translate;

import org.jspecify.annotations.NullMarked;
