/**
 * Where the gateway may call in its own name, and how the called one knows that it is the gateway. A URL is read strictly, as an
 * {@link ai.gateway.reach.Endpoint}; {@link ai.gateway.reach.AddressGuard} resolves its name once, holds all its addresses against
 * {@code Reach} and the {@link ai.gateway.reach.AllowList}, and gives the one address to connect to.
 * {@link ai.gateway.reach.Signature} signs what is sent there.
 */
@NullMarked
package ai.gateway.reach;

import org.jspecify.annotations.NullMarked;
