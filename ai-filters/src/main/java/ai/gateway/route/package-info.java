/**
 * Filters that say how the terminal shall call: {@code AiTimeouts} sets its clocks, {@code AiTranslate} names the dialect
 * that an ordinary uri speaks.
 */
@NullMarked
package ai.gateway.route;

import org.jspecify.annotations.NullMarked;
