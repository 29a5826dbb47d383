/** What is seen of exchanges, looked at by itself. */
@NullMarked
package ai.gateway.observe;

import org.jspecify.annotations.NullMarked;
