/**
 * Chats and answers made by dice: all that the exchange can say, in combinations that nobody has recorded. The same seed makes
 * the same; {@link ai.gateway.testing.made.Seeds} says how many are tried, and prints the one that failed.
 */
@NullMarked
package ai.gateway.testing.made;

import org.jspecify.annotations.NullMarked;
