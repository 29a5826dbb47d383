package ai.gateway.app.standin;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How the stand-in listens and talks.
 *
 * @param port where it listens on the loopback address; 0 takes a free one
 * @param pace the pause before each event of a stream; zero for benchmarks
 * @param firstDelay the pause before the first byte of every answer
 * @param eventTokens how many tokens (of four characters) an event carries
 * @param answerSize the length of the answer in characters; 0 answers with a friendly sentence instead
 * @param flushEach whether each event is written to the network by itself even when there is no pace
 * @param requiredKey the credential to insist on; null takes any or none
 */
public record StandInSettings(
        int port,
        Duration pace,
        Duration firstDelay,
        int eventTokens,
        int answerSize,
        boolean flushEach,
        @Nullable String requiredKey) {

    public StandInSettings {
        require(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
        require(!pace.isNegative(), "pace", pace, ">= 0");
        require(!firstDelay.isNegative(), "firstDelay", firstDelay, ">= 0");
        require(eventTokens > 0, "eventTokens", eventTokens, "> 0");
        require(answerSize >= 0 && answerSize <= 1_000_000, "answerSize", answerSize, "0 to 1000000");
    }

    /** For people: a word or so every 20 ms. */
    public static StandInSettings forPeople() {
        return new StandInSettings(0, Duration.ofMillis(20), Duration.ZERO, 1, 0, true, null);
    }

    /** For machines: as fast as it goes. */
    public static StandInSettings forMachines() {
        return forPeople().withPace(Duration.ZERO);
    }

    public StandInSettings withPort(int value) {
        return new StandInSettings(value, pace, firstDelay, eventTokens, answerSize, flushEach, requiredKey);
    }

    public StandInSettings withPace(Duration value) {
        return new StandInSettings(port, value, firstDelay, eventTokens, answerSize, flushEach, requiredKey);
    }

    public StandInSettings withFirstDelay(Duration value) {
        return new StandInSettings(port, pace, value, eventTokens, answerSize, flushEach, requiredKey);
    }

    public StandInSettings withEventTokens(int value) {
        return new StandInSettings(port, pace, firstDelay, value, answerSize, flushEach, requiredKey);
    }

    public StandInSettings withAnswerSize(int value) {
        return new StandInSettings(port, pace, firstDelay, eventTokens, value, flushEach, requiredKey);
    }

    public StandInSettings withFlushEach(boolean value) {
        return new StandInSettings(port, pace, firstDelay, eventTokens, answerSize, value, requiredKey);
    }

    public StandInSettings withRequiredKey(@Nullable String value) {
        return new StandInSettings(port, pace, firstDelay, eventTokens, answerSize, flushEach, value);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
