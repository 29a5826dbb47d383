@NullMarked
package ai.gateway.log;

import org.jspecify.annotations.NullMarked;
