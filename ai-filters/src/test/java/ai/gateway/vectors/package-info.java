@NullMarked
package ai.gateway.vectors;

import org.jspecify.annotations.NullMarked;
