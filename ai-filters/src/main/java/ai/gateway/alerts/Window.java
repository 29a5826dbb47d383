package ai.gateway.alerts;

import java.time.Duration;
import java.util.Arrays;

/** What has ended of late, in a ring of buckets: so much memory, however much comes. Used by one thread at a time. */
final class Window {

    private static final int BUCKETS = 12;

    /** How one request went. */
    record Mark(boolean failed, boolean slow, boolean stream, boolean late) {

        static final Mark FAILED = new Mark(true, false, false, false);

        /** By somebody of whom it is not known how long it took. */
        static final Mark ANSWERED = new Mark(false, false, false, false);
    }

    /**
     * How all of them went.
     *
     * @param slow of those that did not fail
     * @param streams that have begun
     * @param late of those
     */
    record Sums(long all, long failed, long slow, long streams, long late) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0);

        private Sums plus(Sums other) {
            return new Sums(
                    all + other.all,
                    failed + other.failed,
                    slow + other.slow,
                    streams + other.streams,
                    late + other.late);
        }

        private Sums plus(Mark mark) {
            return new Sums(
                    all + 1,
                    failed + (mark.failed() ? 1 : 0),
                    slow + (mark.slow() ? 1 : 0),
                    streams + (mark.stream() ? 1 : 0),
                    late + (mark.late() ? 1 : 0));
        }

        long answered() {
            return all - failed;
        }
    }

    private final long bucketMillis;
    private final long[] numbers = new long[BUCKETS];
    private final Sums[] buckets = new Sums[BUCKETS];

    Window(Duration length) {
        this.bucketMillis = bucketMillis(length);
        Arrays.fill(buckets, Sums.NONE);
    }

    private static long bucketMillis(Duration length) {
        return Math.max(1, length.toMillis() / BUCKETS);
    }

    /** Whether it looks back that far; what was counted for another length says nothing of this one. */
    boolean isOf(Duration length) {
        return bucketMillis == bucketMillis(length);
    }

    void add(long millis, Mark mark) {
        long number = Math.floorDiv(millis, bucketMillis);
        int at = Math.floorMod(number, BUCKETS);
        Sums before = numbers[at] == number ? buckets[at] : Sums.NONE;
        numbers[at] = number;
        buckets[at] = before.plus(mark);
    }

    /** Of the bucket that is now, and those before it. */
    Sums sums(long millis) {
        long number = Math.floorDiv(millis, bucketMillis);
        Sums sums = Sums.NONE;
        for (int at = 0; at < BUCKETS; at++) {
            if (number - numbers[at] < BUCKETS && number >= numbers[at]) {
                sums = sums.plus(buckets[at]);
            }
        }
        return sums;
    }
}
