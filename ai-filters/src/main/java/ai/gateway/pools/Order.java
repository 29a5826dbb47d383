package ai.gateway.pools;

import ai.gateway.pipeline.Trace;
import ai.gateway.provider.ApiKey;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Puts those who can serve a request into the order in which they are to be asked. */
final class Order {

    /** Who takes so many times as long as the best is much slower. */
    private static final double SLOW = 2;

    private final Ask ask;
    private final Fit fit;
    private final Trace trace;
    private final DoubleSupplier chance;

    /** @param chance from 0 to below 1 */
    Order(Ask ask, Trace trace, DoubleSupplier chance) {
        this.ask = ask;
        this.fit = new Fit(ask);
        this.trace = trace;
        this.chance = chance;
    }

    List<Seat> of(PoolState pool) {
        List<Seat> seats = new ArrayList<>(4);
        add(pool, -1, seats);
        return seats;
    }

    /** @param most what those may cost who ask this pool; -1 for anything */
    private void add(PoolState pool, long most, List<Seat> seats) {
        long maxPrice =
                pool.pool().maxPrice() < 0 || (most >= 0 && most < pool.pool().maxPrice())
                        ? most
                        : pool.pool().maxPrice();
        List<Node> fitting = new ArrayList<>(pool.nodes().size());
        boolean groups = false;
        for (Node node : pool.nodes()) {
            String obstacle = fit.obstacle(node.member(), pool.pool(), maxPrice);
            if (obstacle == null) {
                groups |= !fitting.isEmpty()
                        && fitting.get(0).member().priority() != node.member().priority();
                fitting.add(node);
            } else {
                trace.leaveOut(node.member().name(), obstacle);
            }
        }
        if (groups) {
            fitting.sort(Comparator.comparingInt(node -> node.member().priority()));
        }
        if (fitting.size() > 1) {
            orderGroups(pool, fitting);
        }
        for (Node node : fitting) {
            if (node.pool() != null) {
                add(node.pool(), maxPrice, seats);
            } else {
                add(node, seats);
            }
        }
    }

    /** With a key of the caller's own there is one way to ask it, whatever keys the gateway has. */
    private void add(Node node, List<Seat> seats) {
        Member.Asks asks = node.member().asks();
        ApiKey own = asks == null ? null : ask.callersKey(asks.provider());
        if (own == null) {
            seats.addAll(node.inOrder(chance));
        } else {
            seats.add(node.seats().get(0).shown(own));
        }
    }

    /** Those of one priority among themselves, so that who is asked only when they have failed takes no share from anybody. */
    private void orderGroups(PoolState pool, List<Node> fitting) {
        int turn = pool.pool().strategy() == Strategy.ROUND_ROBIN ? pool.turn().getAndIncrement() : 0;
        int from = 0;
        for (int to = 1; to <= fitting.size(); to++) {
            if (to == fitting.size()
                    || fitting.get(to).member().priority()
                            != fitting.get(from).member().priority()) {
                order(pool, fitting.subList(from, to), turn);
                from = to;
            }
        }
    }

    private void order(PoolState pool, List<Node> nodes, int turn) {
        switch (pool.pool().strategy()) {
            case WEIGHTED -> by(nodes, node -> late(chance.getAsDouble(), node));
            case ORDERED -> {
                // as they are
            }
            case ROUND_ROBIN -> Collections.rotate(nodes, -Math.floorMod(turn, nodes.size()));
            case LEAST_IN_FLIGHT ->
                by(
                        nodes,
                        node -> (node.inFlight() + chance.getAsDouble() * 0.5)
                                / node.member().weight());
            case LOWEST_LATENCY -> lowestLatency(nodes);
            case CHEAPEST -> by(nodes, node -> node.price(fit));
            case STICKY, SPLIT -> sticky(ask.identity(pool.pool().by()), pool, nodes);
        }
    }

    /**
     * The better of two by chance, so that not everybody runs to the one that is the best just now; then all others. Who is
     * much slower than the best gets one request at a time, to see whether it still is, however much the best has to do: by
     * scores alone it would get a share of a busy pool's requests all the time, and these are the ones that are remembered.
     */
    private void lowestLatency(List<Node> nodes) {
        double best = Double.MAX_VALUE;
        for (Node node : nodes) {
            best = Math.min(best, node.pace());
        }
        double slow = best * SLOW;
        List<Node> last = new ArrayList<>(nodes);
        last.removeIf(node -> node.pace() <= slow || node.waiting() == 0);
        nodes.removeAll(last);
        by(nodes, Node::score);
        if (nodes.size() > 2) {
            int one = (int) (chance.getAsDouble() * nodes.size());
            int other = (one + 1 + (int) (chance.getAsDouble() * (nodes.size() - 1))) % nodes.size();
            nodes.add(0, nodes.remove(Math.min(one, other)));
        }
        by(last, Node::pace);
        nodes.addAll(last);
    }

    /** Each node draws a lot by its name and the identity, and the order of the lots stays the same for that identity. */
    private void sticky(@Nullable String identity, PoolState pool, List<Node> nodes) {
        if (identity == null) {
            by(nodes, node -> late(chance.getAsDouble(), node));
        } else {
            by(nodes, node -> late(share(identity, lot(pool, node)), node));
        }
    }

    /** Its name; and of those who share one, such as one model with two temperatures, which of them it is. */
    private static String lot(PoolState pool, Node node) {
        String name = node.member().name();
        int before = 0;
        for (Node other : pool.nodes().subList(0, pool.nodes().indexOf(node))) {
            before += other.member().name().equals(name) ? 1 : 0;
        }
        return before == 0 ? name : name + ' ' + before;
    }

    /** When a node would be first to arrive if all came at random at the rate of their weights: the first by weighted chance. */
    private static double late(double lot, Node node) {
        return -Math.log(1 - lot) / node.member().weight();
    }

    /** A number from 0 to below 1 that any two texts have for ever. */
    private static double share(String identity, String name) {
        long hash = 0x9e3779b97f4a7c15L;
        for (int i = 0; i < identity.length(); i++) {
            hash = mixed(hash + identity.charAt(i));
        }
        for (int i = 0; i < name.length(); i++) {
            hash = mixed(hash ^ name.charAt(i));
        }
        return (mixed(hash) >>> 11) * 0x1.0p-53;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mixed(long seed) {
        long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Moves each to its place among those before it: there are few, and this needs nothing but their measures. */
    private static void by(List<Node> nodes, ToDoubleFunction<Node> measure) {
        double[] measures = new double[nodes.size()];
        for (int i = 0; i < measures.length; i++) {
            Node node = nodes.get(i);
            double own = measure.applyAsDouble(node);
            int at = i;
            while (at > 0 && Double.compare(measures[at - 1], own) > 0) {
                measures[at] = measures[at - 1];
                nodes.set(at, nodes.get(at - 1));
                at--;
            }
            measures[at] = own;
            nodes.set(at, node);
        }
    }
}
