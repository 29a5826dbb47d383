package ai.gateway.quota;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reservations by their ends, the next one first: a heap in which each knows its place, so that any can be taken out. */
final class Ends {

    private final List<Reservation> heap = new ArrayList<>();

    void add(Reservation one) {
        heap.add(one);
        up(one, heap.size() - 1);
    }

    void remove(Reservation one) {
        int place = one.place;
        Reservation last = heap.remove(heap.size() - 1);
        one.place = -1;
        if (last != one) {
            up(last, place);
            down(last, last.place);
        }
    }

    /** One that is over by then. */
    @Nullable
    Reservation over(long now) {
        Reservation first = heap.isEmpty() ? null : heap.get(0);
        return first != null && first.ends <= now ? first : null;
    }

    private void up(Reservation one, int from) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            Reservation above = heap.get(parent);
            if (above.ends <= one.ends) {
                break;
            }
            put(above, place);
            place = parent;
        }
        put(one, place);
    }

    private void down(Reservation one, int from) {
        int place = from;
        int child = 2 * place + 1;
        while (child < heap.size()) {
            if (child + 1 < heap.size() && heap.get(child + 1).ends < heap.get(child).ends) {
                child++;
            }
            if (heap.get(child).ends >= one.ends) {
                break;
            }
            put(heap.get(child), place);
            place = child;
            child = 2 * place + 1;
        }
        put(one, place);
    }

    private void put(Reservation one, int place) {
        heap.set(place, one);
        one.place = place;
    }
}
