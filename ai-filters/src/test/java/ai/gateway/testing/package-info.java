/** What tests of all modules share. */
@NullMarked
package ai.gateway.testing;

import org.jspecify.annotations.NullMarked;
