package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.OnLoss;
import ai.gateway.quota.Window;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this gateway grants by itself while Redis is lost: its share, as one of those that there were. */
final class LocalShare {

    /** A share of what was left is granted for so long only. */
    private static final Duration LONGEST_LOSS = Duration.ofMinutes(1);

    /** What is used of such a share must count as long as it is granted. */
    private static final Window REST = new Window.Sliding(2 * LONGEST_LOSS.toMillis());

    /** What whoever is refused is told: by then Redis may be back. */
    private static final long ASK_AGAIN_MILLIS = 5000;

    /** What was left of others is forgotten: then there is no share of it. */
    private static final int RESTS = 10_000;

    /** A claim that this gateway cannot answer by itself has no share. */
    private record Share(Claim claim, boolean isNone) {}

    private final RedisTime time;
    private final MemoryQuotas quotas;
    private final Map<String, Long> rests = new LinkedHashMap<>(16, 0.75f, true);
    private volatile long gateways = 1;
    private volatile long lostSince;

    LocalShare(RedisTime time) {
        this.time = time;
        this.quotas = new MemoryQuotas(time::now);
    }

    void gateways(long count) {
        gateways = Math.max(1, count);
    }

    long gateways() {
        return gateways;
    }

    /** What is left, as far as that will be asked for. */
    void heard(List<Claim> claims, Grant grant) {
        for (int i = 0; i < claims.size(); i++) {
            if (claims.get(i).onLoss() == OnLoss.SHARE_OF_REST) {
                heard(claims.get(i).counter(), grant.levels().get(i).left());
            }
        }
    }

    private void heard(String counter, long left) {
        synchronized (rests) {
            rests.put(counter, left);
            if (rests.size() > RESTS) {
                rests.remove(rests.keySet().iterator().next());
            }
        }
    }

    /** @param since when Redis was lost */
    Mono<Grant> reserve(QuotaCall call, long since) {
        lostSince = since;
        List<Claim> shares = new ArrayList<>(call.claims().size());
        for (int i = 0; i < call.claims().size(); i++) {
            Share share = share(call.claims().get(i), since);
            if (share.isNone) {
                return Mono.just(refused(call.claims(), i));
            }
            shares.add(share.claim);
        }
        return quotas.reserve(call.id(), shares, Duration.ofMillis(call.longest()))
                .map(grant -> told(call.claims(), shares, grant));
    }

    private Share share(Claim claim, long since) {
        if (!claim.binding()) {
            return new Share(claim, false);
        }
        return switch (claim.onLoss()) {
            case SHARE_OF_MOST -> new Share(of(claim, claim.counter(), claim.window(), shareOf(claim.most())), false);
            case SHARE_OF_REST -> shareOfRest(claim, since);
            case REFUSE -> new Share(claim, true);
        };
    }

    /** Each time that Redis is lost has a counter of its own, that is forgotten by itself. */
    private Share shareOfRest(Claim claim, long since) {
        Long rest;
        synchronized (rests) {
            rest = rests.get(claim.counter());
        }
        if (rest == null || time.now() - since > LONGEST_LOSS.toMillis()) {
            return new Share(claim, true);
        }
        return new Share(of(claim, restOf(claim.counter()), REST, rest / gateways), false);
    }

    private String restOf(String counter) {
        return counter + " since " + lostSince;
    }

    private long shareOf(long most) {
        return most == 0 ? 0 : Math.max(1, most / gateways);
    }

    private static Claim of(Claim claim, String counter, Window window, long most) {
        return new Claim(counter, window, most, claim.need(), true);
    }

    private Grant refused(List<Claim> claims, int index) {
        List<Level> unknown = claims.stream()
                .map(claim -> new Level(claim.most(), 0, 0, ASK_AGAIN_MILLIS))
                .toList();
        return new Grant(index, unknown, time.now(), true);
    }

    /** What is too much for a share, but would not be for the whole, is refused because of the loss. */
    private static Grant told(List<Claim> claims, List<Claim> shares, Grant grant) {
        int index = grant.refusedBy();
        if (index < 0) {
            return grant;
        }
        Claim whole = claims.get(index);
        boolean lost = whole.onLoss() == OnLoss.SHARE_OF_REST
                || (whole.need() > shares.get(index).most() && whole.need() <= whole.most());
        if (!lost) {
            return grant;
        }
        List<Level> levels = new ArrayList<>(grant.levels());
        Level level = levels.get(index);
        levels.set(index, new Level(level.most(), level.used(), level.held(), ASK_AGAIN_MILLIS));
        return new Grant(index, levels, grant.at(), true);
    }

    /** What was used counts in the share of the whole, and in the share of the rest. */
    Mono<Void> settle(String id, List<Charge> charges) {
        List<Charge> all = new ArrayList<>(charges);
        long slot = REST.slot(time.now());
        for (Charge charge : charges) {
            if (isRestKnown(charge.counter())) {
                all.add(new Charge(restOf(charge.counter()), slot, REST.until(slot), charge.used()));
            }
        }
        return quotas.settle(id, all);
    }

    private boolean isRestKnown(String counter) {
        synchronized (rests) {
            return lostSince > 0 && rests.containsKey(counter);
        }
    }

    Mono<List<Level>> levels(List<Claim> claims) {
        List<Claim> shares = claims.stream()
                .map(claim -> new Claim(claim.counter(), claim.window(), shareOf(claim.most()), 0, claim.binding()))
                .toList();
        return quotas.levels(shares);
    }
}
