/** The mask in traffic: what the provider reads, and what the client gets back. */
@NullMarked
package ai.gateway.app.mask;

import org.jspecify.annotations.NullMarked;
