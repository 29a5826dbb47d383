package ai.gateway.pipeline;

import ai.gateway.provider.Catalogue;
import ai.gateway.wire.JsonLimits;

import java.time.Duration;
import java.util.Map;

/**
 * Everything under {@code ai.gateway} that is not one route's own, as one immutable snapshot. An exchange takes the
 * current one when it begins and keeps it to its end.
 *
 * @param responseHeaders whether answers carry {@code x-ai-provider} and its siblings
 * @param parts what features have read, by its type
 */
public record Settings(
        Catalogue catalogue, Limits limits, Timeouts timeouts, boolean responseHeaders, Map<Class<?>, Object> parts) {

    public Settings {
        parts = Map.copyOf(parts);
    }

    /** Without parts that features read. */
    public Settings(Catalogue catalogue, Limits limits, Timeouts timeouts, boolean responseHeaders) {
        this(catalogue, limits, timeouts, responseHeaders, Map.of());
    }

    /** A part that a feature has read. */
    public <S> S part(Class<S> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalArgumentException("part: " + type.getSimpleName() + " (expected: one that is read)");
        }
        return type.cast(part);
    }

    /**
     * How much of anything there may be.
     *
     * @param maxRequestBytes of a request's body
     * @param maxAnswerBytes of an answer, streamed or whole
     * @param aggregateAnswerBytes up to which a whole answer is collected and written at once
     * @param maxEventBytes of one event of a stream
     * @param maxStreamEvents in one stream
     * @param json within one JSON text
     */
    public record Limits(
            long maxRequestBytes,
            long maxAnswerBytes,
            long aggregateAnswerBytes,
            long maxEventBytes,
            long maxStreamEvents,
            JsonLimits json) {

        public static final Limits DEFAULT =
                new Limits(32L << 20, 256L << 20, 1L << 20, 8L << 20, 1_000_000, JsonLimits.DEFAULT);

        /** What is held in one array must fit into one. */
        public Limits {
            within("max-request-bytes", maxRequestBytes, 1, Integer.MAX_VALUE);
            within("max-answer-bytes", maxAnswerBytes, 1, Long.MAX_VALUE);
            within("aggregate-answer-bytes", aggregateAnswerBytes, 0, Integer.MAX_VALUE);
            within("max-event-bytes", maxEventBytes, 1, Integer.MAX_VALUE);
            within("max-stream-events", maxStreamEvents, 1, Long.MAX_VALUE);
        }

        private static void within(String name, long value, long least, long most) {
            if (value < least || value > most) {
                String expected = most == Long.MAX_VALUE ? ">= " + least : least + " to " + most;
                throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
            }
        }
    }

    /**
     * The clocks of one attempt.
     *
     * @param connect until the connection stands, with TLS
     * @param firstEvent from the request's last byte to the answer's first event: models think before they speak
     * @param betweenEvents from one event of a stream to the next
     * @param total of the whole exchange, all attempts and the whole stream
     */
    public record Timeouts(Duration connect, Duration firstEvent, Duration betweenEvents, Duration total) {

        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofMinutes(15));

        public Timeouts {
            positive("connect", connect);
            positive("first-event", firstEvent);
            positive("between-events", betweenEvents);
            positive("total", total);
        }

        private static void positive(String name, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
            }
        }
    }
}
