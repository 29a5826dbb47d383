package ai.gateway.guard;

import ai.gateway.judge.Guard;
import ai.gateway.scan.Scanner;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a route says of its guards.
 *
 * @param scanners what is looked for in all strings, by the names of their guards
 * @param injection the score from which on a text is an attack; above 1 for never
 * @param most characters of a request
 * @param others guards of the host
 * @param patience with each of these
 * @param reads what is judged
 * @param blocks whether what is objected to is refused, and not only told
 * @param readsAll whether a request with something in it that cannot be read is refused
 */
record GuardRules(
        Map<String, Scanner> scanners,
        double injection,
        long most,
        List<Guard> others,
        Duration patience,
        Reads reads,
        boolean blocks,
        boolean readsAll) {

    GuardRules {
        scanners = Map.copyOf(scanners);
        others = List.copyOf(others);
    }

    /** What is judged. */
    enum Reads {
        REQUEST,
        ANSWER,
        BOTH
    }
}
