@NullMarked
package ai.gateway.guard;

import org.jspecify.annotations.NullMarked;
