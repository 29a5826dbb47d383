/**
 * The admin API: keys and owners that are changed while gateways run, usage, limits, and who has changed what. There is none
 * unless somebody has a token for it ({@code ai.gateway.admin}).
 *
 * <p>{@link ai.gateway.admin.AdminHandler} is the way of a request: {@link ai.gateway.admin.Admins} know who asks, an
 * {@link ai.gateway.admin.Endpoint} is what can be asked for, a {@link ai.gateway.admin.Problem} is whatever goes wrong. The
 * desks have the endpoints: {@link ai.gateway.admin.KeyList} and {@link ai.gateway.admin.KeyDesk},
 * {@link ai.gateway.admin.OwnerDesk}, {@link ai.gateway.admin.LimitDesk}, {@link ai.gateway.admin.UsageDesk},
 * {@link ai.gateway.admin.CacheDesk}, {@link ai.gateway.admin.DrainDesk}, {@link ai.gateway.admin.DeedDesk};
 * {@code openapi.json} describes them.
 *
 * <p>What is changed lies as documents in the ledger's database. {@link ai.gateway.admin.Changes} writes them, each with who
 * did it; {@link ai.gateway.admin.DocumentKeys} reads them in every gateway, also in those without an admin API, and
 * {@code AiKey} goes by that.
 */
@NullMarked
package ai.gateway.admin;

import org.jspecify.annotations.NullMarked;
