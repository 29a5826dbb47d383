/**
 * Credentials of the three clouds, for providers to whom no fixed key is shown.
 *
 * <p>Each cloud has a {@link ai.gateway.provider.Signer}: {@link ai.gateway.cloud.AwsSigner} signs requests,
 * {@link ai.gateway.cloud.GoogleSigner} and {@link ai.gateway.cloud.EntraSigner} show tokens. The first two leave all that
 * is AWS's and Google's own to their libraries, which a host adds if it wants them; the third asks for tokens by itself
 * ({@link ai.gateway.cloud.EntraTokens}, and docs/decisions/010 for why).
 *
 * <p>Whatever runs out is kept by {@link ai.gateway.cloud.Renewed}: fetched off the event loops, once for all who wait,
 * and renewed ahead of its end. What goes wrong is told by {@link ai.gateway.cloud.NoCredential}, in words of ours: what the
 * libraries say may quote secrets. A signer is made with the first request that it signs.
 */
@NullMarked
package ai.gateway.cloud;

import org.jspecify.annotations.NullMarked;
