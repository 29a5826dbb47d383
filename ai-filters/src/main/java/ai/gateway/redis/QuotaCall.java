package ai.gateway.redis;

import ai.gateway.quota.Claim;

import java.util.List;

/**
 * What a call claims.
 *
 * @param longest milliseconds after which it is given back
 */
record QuotaCall(String id, List<Claim> claims, long longest) {}
