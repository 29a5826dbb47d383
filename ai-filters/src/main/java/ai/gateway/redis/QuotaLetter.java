package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.redis.QuotaStore.Mode;

import java.util.List;
import java.util.function.Predicate;

/**
 * What Redis is to be told of a call.
 *
 * @param claims what it may hold there; none where it holds nothing
 */
record QuotaLetter(String id, Mode mode, List<Claim> claims, List<Charge> charges) {

    /** A call may have been granted, but nobody has heard so. */
    static QuotaLetter release(QuotaCall call) {
        return new QuotaLetter(call.id(), Mode.RELEASE, call.claims(), List.of());
    }

    /** Those of a call that go together. */
    String name() {
        return mode + " " + id;
    }

    QuotaLetter without(Predicate<Charge> some) {
        return new QuotaLetter(
                id, mode, claims, charges.stream().filter(some.negate()).toList());
    }
}
