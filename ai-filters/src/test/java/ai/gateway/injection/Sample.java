package ai.gateway.injection;

import ai.gateway.injection.Passages.Passage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A row as its passages.
 *
 * @param passages what each has; of attacks within documents only those that have most of the attack
 * @param all what each has, wherever it is
 * @param weight how much it counts among others
 */
record Sample(Row row, List<int[]> passages, List<int[]> all, double weight) {

    /** Of long attacks the beginning counts. */
    private static final int LONGEST = 200;

    static Sample of(Row row, Place place) {
        Reading reading = Reading.of(Letters.of(row.text()));
        List<int[]> all = new ArrayList<>();
        List<int[]> attacks = new ArrayList<>();
        Passages.each(reading.words(), reading.hits(), place, -1, passage -> {
            int[] whats = Arrays.copyOf(passage.whats(), passage.count());
            all.add(whats);
            if (row.attack().isEmpty() || covers(reading, passage, row)) {
                attacks.add(whats);
            }
        });
        double weight = row.kind().startsWith(Fit.MORE) ? 0.3 : row.place() == place ? 1 : 0.2;
        return new Sample(row, attacks, all, weight);
    }

    private static boolean covers(Reading reading, Passage passage, Row row) {
        int from = row.text().indexOf(row.attack());
        int to = from + Math.min(row.attack().length(), LONGEST);
        int start = reading.start(passage.firstWord(), passage.firstWord());
        int end = reading.end(passage.lastWord(), passage.lastWord());
        return 10 * (Math.min(end, to) - Math.max(start, from)) >= 6 * (to - from);
    }

    /** The sum of its worst passage. */
    double sum(ToDoubleFunction<int[]> sum) {
        return all.stream().mapToDouble(sum).max().orElse(Double.NEGATIVE_INFINITY);
    }
}
