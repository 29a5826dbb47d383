/** Virtual keys at a running gateway: who is let in, what that one may ask, and that no key gets out. */
@NullMarked
package ai.gateway.app.keys;

import org.jspecify.annotations.NullMarked;
