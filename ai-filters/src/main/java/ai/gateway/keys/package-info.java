/**
 * Virtual keys: {@code AiKey} asks who calls, and says what that one may do.
 *
 * <p>Keys stand in the configuration, under {@code ai.gateway.keys}, or where a {@link ai.gateway.access.KeySource} has them.
 * {@link ai.gateway.keys.KeysReader} makes a {@link ai.gateway.keys.KeyRing} of the former, {@link ai.gateway.keys.StoredKeys}
 * keeps a copy of the latter. {@link ai.gateway.keys.KeyCheck} takes what the client shows, finds the
 * {@link ai.gateway.keys.KeyHolder}, and hides what was shown from all who come after; where the host has authenticated the
 * client by a token, {@link ai.gateway.keys.TokenBearers} reads off it who that is. {@link ai.gateway.keys.KeyRights} are
 * what the terminal asks before it calls a provider.
 */
@NullMarked
package ai.gateway.keys;

import org.jspecify.annotations.NullMarked;
