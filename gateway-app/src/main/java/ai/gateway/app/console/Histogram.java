package ai.gateway.app.console;

/**
 * How long things took, in buckets each of which is a seventh wider than the one before: from a tenth of a millisecond to more
 * than an hour, a percentile is off by 7 % at most. Always of one size.
 */
final class Histogram {

    private static final double RATIO = 1.15;
    private static final double LOG_RATIO = Math.log(RATIO);
    private static final double LEAST_MICROS = 100;
    private static final int BUCKETS = 128;

    private final int[] counts = new int[BUCKETS];
    private long count;

    void add(long micros) {
        counts[bucket(micros)]++;
        count++;
    }

    void add(Histogram other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
    }

    long count() {
        return count;
    }

    /** What this share of them took less than, in microseconds; -1 where there are none. */
    long micros(double share) {
        if (count == 0) {
            return -1;
        }
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        int bucket = 0;
        while (bucket < BUCKETS - 1 && seen + counts[bucket] < rank) {
            seen += counts[bucket++];
        }
        return Math.round(LEAST_MICROS * Math.pow(RATIO, bucket - 0.5));
    }

    private static int bucket(long micros) {
        if (micros <= LEAST_MICROS) {
            return 0;
        }
        return Math.min(BUCKETS - 1, 1 + (int) (Math.log(micros / LEAST_MICROS) / LOG_RATIO));
    }
}
