package ai.gateway.redis;

import java.time.Duration;

/**
 * How long to wait for Redis where answers are kept there.
 *
 * @param find for an answer: whoever asks could ask a provider meanwhile
 * @param keep until one is kept, for which nobody waits
 * @param purge until a purge is done
 * @param pause before the first look whether it is back
 */
record AnswerPatience(Duration find, Duration keep, Duration purge, Duration pause) {

    static final AnswerPatience DEFAULT = new AnswerPatience(
            Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(500));
}
