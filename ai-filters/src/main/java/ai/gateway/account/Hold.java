package ai.gateway.account;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;

import java.util.ArrayList;
import java.util.List;

/**
 * What is held for a call.
 *
 * @param id by which it is settled
 * @param at when it was granted, by the clock of windows
 * @param firstAttempt that it is held for
 */
record Hold(String id, List<Demand> demands, List<Claim> claims, long at, int firstAttempt) {

    /** What it is settled with; nothing where nothing is charged: not the call either. */
    List<Charge> charges(Total total) {
        if (!total.isCharged()) {
            return List.of();
        }
        List<Charge> charges = new ArrayList<>(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            Demand demand = demands.get(i);
            if (demand.isKept() && !isCounted(claims.get(i).counter(), charges)) {
                charges.add(claims.get(i).charge(at, demand.used(total)));
            }
        }
        return charges;
    }

    private static boolean isCounted(String counter, List<Charge> charges) {
        for (Charge charge : charges) {
            if (charge.counter().equals(counter)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the other one is for the same, when the request was sent once more. */
    boolean isRenewedBy(Hold later) {
        return later.claims.stream()
                .anyMatch(claim -> claim.counter()
                        .equals(claims.isEmpty() ? "" : claims.get(0).counter()));
    }
}
