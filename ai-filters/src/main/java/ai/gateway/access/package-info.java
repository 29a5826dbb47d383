/**
 * Keys that this gateway gives to those who call it: who somebody is who shows one, and what that one may do.
 *
 * <p>A {@link ai.gateway.access.VirtualKey} is what is known of a key, its {@link ai.gateway.access.Scope} what may be asked
 * with it. What opens with it is nowhere: {@link ai.gateway.access.KeyHash} makes of it a {@link ai.gateway.access.Digest}
 * that cannot be turned back, and a {@link ai.gateway.access.StoredKey} is found by that. A
 * {@link ai.gateway.access.KeySource} is where keys are that no configuration names. Wherever they are, they are written down as a
 * {@link ai.gateway.access.KeyForm}, which {@link ai.gateway.access.KeyForms} reads.
 */
@NullMarked
package ai.gateway.access;

import org.jspecify.annotations.NullMarked;
