@NullMarked
package ai.gateway.scan;

import org.jspecify.annotations.NullMarked;
