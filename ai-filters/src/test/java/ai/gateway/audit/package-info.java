@NullMarked
package ai.gateway.audit;

import org.jspecify.annotations.NullMarked;
