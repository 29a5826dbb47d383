package ai.gateway.pools;

import ai.gateway.health.Health;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes targets of a pool out of the traffic and back in. Who is under way there stays. */
final class Steering {

    private final PoolState pool;

    Steering(PoolState pool) {
        this.pool = pool;
    }

    /**
     * Returns the names of the seats that were meant; none where the pool has no such target of its own.
     *
     * @param target its name, for it with all of its keys, or with a {@code #key} behind for that one
     */
    List<String> drain(String target, boolean drain) {
        Set<String> meant = new LinkedHashSet<>();
        for (Seat seat : seats()) {
            if (seat.member().name().equals(target) || seat.name().equals(target)) {
                steer(seat.health(), drain);
                meant.add(seat.name());
            }
        }
        return List.copyOf(meant);
    }

    private static void steer(Health health, boolean drain) {
        if (drain) {
            health.drain();
        } else {
            health.undrain();
        }
    }

    private List<Seat> seats() {
        List<Seat> seats = new ArrayList<>();
        pool.nodes().forEach(node -> seats.addAll(node.seats()));
        if (pool.mirror() != null) {
            seats.addAll(pool.mirror().seats());
        }
        return seats;
    }

    /** What is wrong with that name. */
    String whyNot(String target) {
        for (Node node : pool.nodes()) {
            if (node.pool() != null && node.member().name().equals(target)) {
                return "target: " + target + " (expected: a target; this is a pool with targets of its own)";
            }
        }
        List<String> names = seats().stream().map(Seat::name).distinct().toList();
        return "target: " + target + " (expected: one of " + names + ")";
    }
}
