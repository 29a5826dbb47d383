@NullMarked
package ai.gateway.mask;

import org.jspecify.annotations.NullMarked;
