/**
 * Hides from the model what it need not know, and puts it back for the client.
 *
 * <p>{@link ai.gateway.scan.ScannedJson} is what was found in all strings of a request. A {@link ai.gateway.mask.Vault} knows what
 * stands in place of each of them. {@link ai.gateway.mask.Naming} has somebody find names of persons and places first. On the way back {@link ai.gateway.mask.Restoring} looks for these names in the answer, however
 * they are cut into pieces, and {@link ai.gateway.mask.Hiding} hides what the model says of its own.
 */
@NullMarked
package ai.gateway.mask;

import org.jspecify.annotations.NullMarked;
