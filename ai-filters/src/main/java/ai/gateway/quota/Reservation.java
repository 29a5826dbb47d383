package ai.gateway.quota;

import java.util.ArrayList;
import java.util.List;

/** What a request holds until it is settled, or until it is over. */
final class Reservation {

    private record Hold(Counter counter, Part part, long need) {}

    final String id;
    final long at;

    /** By the time that never goes back. */
    final long ends;

    /** Where it is among the others, by their ends. */
    int place = -1;

    private final List<Hold> holds;

    Reservation(String id, long at, long ends, int claims) {
        this.id = id;
        this.at = at;
        this.ends = ends;
        this.holds = new ArrayList<>(claims);
    }

    void hold(Counter counter, Claim claim) {
        holds.add(new Hold(counter, counter.hold(claim, at, ends), claim.need()));
    }

    void giveBack() {
        holds.forEach(hold -> hold.counter.giveBack(hold.part, hold.need));
        holds.clear();
    }
}
