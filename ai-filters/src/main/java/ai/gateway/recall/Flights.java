package ai.gateway.recall;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.concurrent.ConcurrentHashMap;

/** The calls that are under way, and that whoever asks the same can join. */
public final class Flights {

    private final ConcurrentHashMap<String, Flight> flights = new ConcurrentHashMap<>();

    /**
     * A seat in the flight of that key; where there is none, or none that can be joined any more, in a new one.
     *
     * @param loop of the client
     * @param dialect of the answer, if the call is made for this one
     * @param call makes the call of a new one, when a seat is asked for its reader for the first time
     */
    public Seat join(String key, EventLoop loop, String dialect, Mono<Recording> call) {
        while (true) {
            Flight known = flights.get(key);
            Seat seat = known == null ? null : known.board(loop, /* first= */ false);
            if (seat != null) {
                return seat;
            }
            Flight flight = new Flight(this, key, dialect, call);
            Seat first = flight.board(loop, /* first= */ true);
            if (first != null && replace(key, known, flight)) {
                return first;
            }
        }
    }

    /** Whether a call for that key is under way. */
    public boolean has(String key) {
        return flights.containsKey(key);
    }

    private boolean replace(String key, @Nullable Flight known, Flight by) {
        return known == null ? flights.putIfAbsent(key, by) == null : flights.replace(key, known, by);
    }

    void remove(String key, Flight flight) {
        flights.remove(key, flight);
    }

    /** For whoever looks for one that hangs. */
    @Override
    public String toString() {
        return flights.values().toString();
    }

    /** How many calls are under way. */
    public int size() {
        return flights.size();
    }

    /** How many wait for them, or read what they give. */
    public int seats() {
        return flights.values().stream().mapToInt(Flight::seats).sum();
    }
}
