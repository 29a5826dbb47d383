package ai.gateway.alerts;

import java.time.Duration;

/**
 * When somebody is told.
 *
 * @param window that is looked at, up to now
 * @param least so many requests in it, or nothing of it is told
 * @param errors in percent of requests, from which on it is told
 * @param slow in percent of answers, from which on it is told
 * @param whole an answer that takes longer is slow
 * @param firstEvent a stream that begins later is slow
 * @param downAfter for how long a target or a pool must have been out
 * @param reminder how long after the last word it is told again that it lasts; zero for never
 */
record Rules(
        Duration window,
        long least,
        int errors,
        int slow,
        Duration whole,
        Duration firstEvent,
        Duration downAfter,
        Duration reminder) {

    boolean isSlow(long nanos) {
        return nanos > whole.toNanos();
    }

    boolean isLate(long nanos) {
        return nanos > firstEvent.toNanos();
    }
}
