/** What is looked for in texts, and where it was found: the ground on which recognisers stand. */
@NullMarked
package ai.gateway.scan;

import org.jspecify.annotations.NullMarked;
