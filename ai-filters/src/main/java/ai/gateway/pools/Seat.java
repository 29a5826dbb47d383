package ai.gateway.pools;

import ai.gateway.health.Gate;
import ai.gateway.health.Health;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * Whom an attempt can go to: a target with one of its provider's keys.
 *
 * @param key null where the provider needs none, or where the request's own destination is meant
 * @param health of this target with this key
 * @param keyHealth of the key, whatever is asked with it; null where there is but one
 * @param limit of the target, whatever its keys; null for none
 * @param isCallers whether the key is the caller's own: what a provider says of it says nothing of the gateway's
 */
record Seat(
        Member member,
        @Nullable ApiKey key,
        Health health,
        @Nullable Health keyHealth,
        @Nullable Limit limit,
        boolean isCallers) {

    Seat(Member member, @Nullable ApiKey key, Health health, @Nullable Health keyHealth, @Nullable Limit limit) {
        this(member, key, health, keyHealth, limit, /* isCallers= */ false);
    }

    /** The same with a key of the caller's. */
    Seat shown(ApiKey own) {
        return new Seat(member, own, health, null, limit, /* isCallers= */ true);
    }

    String name() {
        Member.Asks asks = member.asks();
        boolean isNamed = asks != null && asks.key() != null;
        return key == null || keyHealth == null || isNamed ? member.name() : member.name() + "#" + key.name();
    }

    @Nullable
    Target target() {
        Member.Asks asks = member.asks();
        return asks == null ? null : new Target(asks.provider(), asks.model(), key);
    }

    @Nullable
    Provider provider() {
        Member.Asks asks = member.asks();
        return asks == null ? null : asks.provider();
    }

    /** Why it is better not asked now, in a word; null where it may be. */
    @Nullable
    String reluctance() {
        if (health.isDrained()) {
            return "drained";
        }
        if (isCallers) {
            return null;
        }
        if (health.cooldown().isOn()
                || (keyHealth != null && keyHealth.cooldown().isOn())) {
            return "cooling down";
        }
        return null;
    }

    /** For how long it is better not asked. */
    long nanosUntilAsked() {
        return Math.max(coolingNanos(), health.breaker().remainingNanos());
    }

    /** For how long it, or its key, is left alone because of what the provider has said. */
    long coolingNanos() {
        if (isCallers) {
            return 0;
        }
        long own = health.cooldown().remainingNanos();
        return keyHealth == null ? own : Math.max(own, keyHealth.cooldown().remainingNanos());
    }

    @Nullable
    Gate gate() {
        return limit == null ? null : limit.gate();
    }
}
