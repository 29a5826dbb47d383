/** Bytes to frames and back. */
@NullMarked
package ai.gateway.wire;

import org.jspecify.annotations.NullMarked;
