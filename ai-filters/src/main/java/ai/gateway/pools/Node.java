package ai.gateway.pools;

import ai.gateway.exchange.Usage;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;

/** A member at work: a target with its seats, or another pool. */
final class Node {

    private final Member member;
    private final List<Seat> seats;
    private final @Nullable PoolState pool;

    Node(Member member, List<Seat> seats, @Nullable PoolState pool) {
        this.member = member;
        this.seats = List.copyOf(seats);
        this.pool = pool;
    }

    Member member() {
        return member;
    }

    @Nullable
    PoolState pool() {
        return pool;
    }

    List<Seat> seats() {
        return seats;
    }

    int inFlight() {
        int sum = 0;
        for (Seat seat : seats) {
            sum += seat.health().inFlight();
        }
        for (Node node : below()) {
            sum += node.inFlight();
        }
        return sum;
    }

    /** Calls without a first event so far. */
    int waiting() {
        int sum = 0;
        for (Seat seat : seats) {
            sum += seat.health().waiting();
        }
        for (Node node : below()) {
            sum += node.waiting();
        }
        return sum;
    }

    /** How long the best of it lately takes. */
    double score() {
        double best = Double.MAX_VALUE;
        for (Seat seat : seats) {
            best = Math.min(best, seat.health().score(Ask.EXPECTED_TOKENS));
        }
        for (Node node : below()) {
            best = Math.min(best, node.score());
        }
        return best;
    }

    /** The same, whatever it has to do at the moment. */
    double pace() {
        double best = Double.MAX_VALUE;
        for (Seat seat : seats) {
            best = Math.min(best, seat.health().pace(Ask.EXPECTED_TOKENS));
        }
        for (Node node : below()) {
            best = Math.min(best, node.pace());
        }
        return best;
    }

    /** What the cheapest of it takes for the request; one whose price nobody knows is dearer than any other. */
    long price(Fit fit) {
        Member.Asks asks = member.asks();
        if (asks != null) {
            long price = fit.price(asks.facts());
            return price == Usage.ABSENT ? Long.MAX_VALUE : price;
        }
        long least = Long.MAX_VALUE;
        for (Node node : below()) {
            least = Math.min(least, node.price(fit));
        }
        return least;
    }

    private List<Node> below() {
        return pool == null ? List.of() : pool.nodes();
    }

    /** Its seats, the one with the least to do for its weight first. */
    List<Seat> inOrder(DoubleSupplier chance) {
        if (seats.size() < 2) {
            return seats;
        }
        record Loaded(Seat seat, double load) {}
        List<Loaded> loaded = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            int weight = seat.key() == null ? 1 : seat.key().weight();
            if (weight > 0) {
                double load = (seat.health().inFlight() - Math.log(1 - chance.getAsDouble())) / weight;
                loaded.add(new Loaded(seat, load));
            }
        }
        if (loaded.isEmpty()) {
            return seats;
        }
        loaded.sort(Comparator.comparingDouble(Loaded::load));
        return loaded.stream().map(Loaded::seat).toList();
    }
}
