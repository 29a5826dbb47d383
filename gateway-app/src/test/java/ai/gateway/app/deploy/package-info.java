/** The files that operators copy: what they say fits together, and to the gateway as it is. */
@NullMarked
package ai.gateway.app.deploy;

import org.jspecify.annotations.NullMarked;
