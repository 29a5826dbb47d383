/** The way of a request through the gateway, and the settings that hold for all of them. */
@NullMarked
package ai.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
