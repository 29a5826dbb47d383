/** The guards in traffic: what does not pass, on its way to the provider and on its way back. */
@NullMarked
package ai.gateway.app.guard;

import org.jspecify.annotations.NullMarked;
