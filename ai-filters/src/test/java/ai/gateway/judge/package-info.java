/** Guards that judge by themselves: what each objects to, what it lets pass, and that no text keeps it long. */
@NullMarked
package ai.gateway.judge;

import org.jspecify.annotations.NullMarked;
