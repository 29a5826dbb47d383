package ai.gateway.pools;

import ai.gateway.health.Health;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

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
        List<Seat> meant = meant(target);
        meant.forEach(seat -> steer(seat.health(), drain));
        return meant.stream().map(Seat::name).distinct().toList();
    }

    private List<Seat> meant(String target) {
        return seats().stream()
                .filter(seat ->
                        seat.member().name().equals(target) || seat.name().equals(target))
                .toList();
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

    /** What is wrong with that name; null where nothing is. */
    @Nullable
    String whyNot(String target) {
        if (!meant(target).isEmpty()) {
            return null;
        }
        for (Node node : pool.nodes()) {
            if (node.pool() != null && node.member().name().equals(target)) {
                return "target: " + target + " (expected: a target; this is a pool with targets of its own)";
            }
        }
        List<String> names = seats().stream().map(Seat::name).distinct().toList();
        return "target: " + target + " (expected: one of " + names + ")";
    }
}
