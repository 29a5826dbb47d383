package ai.gateway.keys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a look takes says nothing of how much of a key was right: 200,000 looks, half of them with all but the last letter
 * of a key and half of them with none of it, in an order by chance. Isolated, so that nothing else makes noise; what is noise
 * all the same is cut off, and one quiet run of three is enough, since a leak would be in all of them.
 */
@Isolated
class LookupTimingTest {

    private static final int PAIRS = 100_000;
    private static final int RUNS = 3;
    private static final double SIGNIFICANT = 4;
    private static final double NOT_SEEN_FROM_OUTSIDE = 100;
    private static final String KEY = "sk-alice-0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String NEARLY = KEY.substring(0, KEY.length() - 1) + "!";
    private static final String NOTHING_OF_IT = "?".repeat(KEY.length());

    private final KeyRing ring = Rings.read("keys:\n- { name: alice, value: " + KEY + " }\n"
            + "- { name: off, value: 'off-0123456789abcdefghijklmnopqrstuvwxyz-0123', disabled: true }");
    private int good;

    @Test
    void look_nearlyRightOrNotAtAll_takesTheSameTime() {
        assertThat(quietest(NEARLY, NOTHING_OF_IT)).isLessThan(SIGNIFICANT);
        assertThat(good).isZero();
    }

    /** Two branches are not one: this is a bound for what they may differ by, far below what a network lets anybody see. */
    @Test
    void look_disabledOrUnknown_takesNearlyTheSameTime() {
        Difference difference =
                difference("off-0123456789abcdefghijklmnopqrstuvwxyz-0123", NOTHING_OF_IT, new Random(1));
        assertThat(Math.abs(difference.nanos)).isLessThan(NOT_SEEN_FROM_OUTSIDE);
        assertThat(good).isZero();
    }

    private double quietest(String one, String other) {
        double least = Double.MAX_VALUE;
        for (int run = 0; run < RUNS && least >= SIGNIFICANT; run++) {
            least = Math.min(least, Math.abs(difference(one, other, new Random(run)).t));
        }
        return least;
    }

    /** Of the times without their slowest tenth, which is what the machine does besides. */
    private Difference difference(String one, String other, Random random) {
        long[] ofOne = new long[PAIRS];
        long[] ofOther = new long[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            boolean first = random.nextBoolean();
            if (first) {
                ofOne[i] = time(one);
                ofOther[i] = time(other);
            } else {
                ofOther[i] = time(other);
                ofOne[i] = time(one);
            }
        }
        int from = PAIRS / 10; // until it is compiled
        Sample a = Sample.of(Arrays.copyOfRange(ofOne, from, PAIRS));
        Sample b = Sample.of(Arrays.copyOfRange(ofOther, from, PAIRS));
        double nanos = a.mean - b.mean;
        return new Difference(nanos, nanos / Math.sqrt(a.variance / a.size + b.variance / b.size));
    }

    private long time(String shown) {
        long begin = System.nanoTime();
        Lookup found = Lookup.of(shown, ring, KeyIndex.NONE, 0);
        long end = System.nanoTime();
        good += found.isGood() ? 1 : 0;
        return end - begin;
    }

    /** @param t Welch's */
    private record Difference(double nanos, double t) {}

    private record Sample(double mean, double variance, int size) {

        static Sample of(long[] times) {
            Arrays.sort(times);
            long[] kept = Arrays.copyOf(times, times.length * 9 / 10);
            double mean = Arrays.stream(kept).average().orElseThrow();
            double variance = Arrays.stream(kept)
                            .mapToDouble(time -> (time - mean) * (time - mean))
                            .sum()
                    / (kept.length - 1);
            return new Sample(mean, variance, kept.length);
        }
    }
}
