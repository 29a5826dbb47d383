/** Counting tokens before a call, when nobody can know them exactly but the provider. */
@NullMarked
package ai.gateway.tokens;

import org.jspecify.annotations.NullMarked;
