package ai.gateway.bench;

/** What one round of one lane gave. Times are sorted, in nanoseconds. */
record Sample(double seconds, double cpuSeconds, long requests, long events, long[] answers, long[] firsts) {

    double requestsPerSecond() {
        return requests / seconds;
    }

    double eventsPerSecond() {
        return events / seconds;
    }

    double cpuMicrosPerRequest() {
        return cpuSeconds * 1e6 / requests;
    }

    double cpuMicrosPerEvent() {
        return cpuSeconds * 1e6 / events;
    }

    double answerMicros(double quantile) {
        return micros(answers, quantile);
    }

    double firstEventMicros(double quantile) {
        return micros(firsts, quantile);
    }

    private static double micros(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (quantile * (sorted.length - 1))] / 1e3;
    }
}
