package ai.gateway.health;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When a provider that refuses wants to be asked again, in all the ways in which providers say so. What cannot be understood,
 * is negative or lies in the past says nothing; nothing is waited for longer than the cap.
 *
 * <p>What is meant for whoever is refused goes first: {@code retry-after-ms} (OpenAI, Azure), then {@code retry-after}, with
 * seconds or a date. Where there is neither, limits say when they begin anew ({@code x-ratelimit-reset-requests: 6m0s},
 * {@code anthropic-ratelimit-tokens-reset: 2026-11-25T22:00:00Z} …): the latest of those of which nothing remains, or the
 * earliest of all where something remains of each.
 */
public final class RetryAfter {

    /** The first value of a header, whose name is given in lower case. */
    @FunctionalInterface
    public interface Headers {

        @Nullable
        String first(String name);
    }

    /** When a limit begins anew, and what remains of it until then. */
    private record Limit(String reset, String remaining) {}

    private static final Duration CAP = Duration.ofMinutes(5);

    private static final List<String> MILLIS = List.of("retry-after-ms", "x-ms-retry-after-ms");

    private static final List<Limit> LIMITS = List.of(
            new Limit("x-ratelimit-reset-requests", "x-ratelimit-remaining-requests"),
            new Limit("x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens"),
            new Limit("x-ratelimit-reset", "x-ratelimit-remaining"),
            new Limit("anthropic-ratelimit-requests-reset", "anthropic-ratelimit-requests-remaining"),
            new Limit("anthropic-ratelimit-tokens-reset", "anthropic-ratelimit-tokens-remaining"),
            new Limit("anthropic-ratelimit-input-tokens-reset", "anthropic-ratelimit-input-tokens-remaining"),
            new Limit("anthropic-ratelimit-output-tokens-reset", "anthropic-ratelimit-output-tokens-remaining"),
            new Limit("anthropic-ratelimit-unified-reset", "anthropic-ratelimit-unified-remaining"));

    /** No header that says when is any longer. */
    private static final int LONGEST = 64;

    /** Numbers from here on are no spans but seconds, or milliseconds, since 1970. */
    private static final double EPOCH_SECONDS = 1e9;

    private static final double EPOCH_MILLIS = 1e12;

    private static final double UNKNOWN = -1;

    private final LongSupplier epochMillis;
    private final double cap;

    public RetryAfter(LongSupplier epochMillis) {
        this(epochMillis, CAP);
    }

    public RetryAfter(LongSupplier epochMillis, Duration cap) {
        Checks.positive("cap", cap);
        this.epochMillis = epochMillis;
        this.cap = cap.toNanos();
    }

    /** What the headers of a refusal say. */
    public Optional<Duration> parse(Headers headers) {
        for (String name : MILLIS) {
            double millis = number(headers.first(name));
            if (millis >= 0) {
                return capped(millis * Spans.MILLI);
            }
        }
        double said = nanos(headers.first("retry-after"));
        return capped(said >= 0 ? said : untilReset(headers));
    }

    /** What a body says, such as the {@code retryDelay} of Gemini's RetryInfo: {@code 34s}. */
    public Optional<Duration> parse(@Nullable String delay) {
        return capped(nanos(delay));
    }

    private double untilReset(Headers headers) {
        double latest = UNKNOWN;
        double earliest = UNKNOWN;
        for (Limit limit : LIMITS) {
            double nanos = nanos(headers.first(limit.reset));
            if (nanos < 0) {
                continue;
            }
            earliest = earliest < 0 ? nanos : Math.min(earliest, nanos);
            if (number(headers.first(limit.remaining)) == 0) {
                latest = Math.max(latest, nanos);
            }
        }
        return latest >= 0 ? latest : earliest;
    }

    private double nanos(@Nullable String value) {
        if (value == null || value.length() > LONGEST) {
            return UNKNOWN;
        }
        String text = value.strip();
        double number = Spans.number(text);
        if (number >= 0) {
            return ofNumber(number);
        }
        double span = Spans.nanos(text);
        return span >= 0 ? span : ofDate(text);
    }

    private double ofNumber(double number) {
        if (number >= EPOCH_MILLIS) {
            return untilMillis(number);
        }
        return number >= EPOCH_SECONDS ? untilMillis(number * 1000) : number * Spans.SECOND;
    }

    private double ofDate(String text) {
        long now = epochMillis.getAsLong();
        return Dates.parse(text, now)
                .map(Instant::toEpochMilli)
                .map(this::untilMillis)
                .orElse(UNKNOWN);
    }

    /** What lies in the past says: now. */
    private double untilMillis(double millis) {
        return Math.max(0, (millis - epochMillis.getAsLong()) * Spans.MILLI);
    }

    private static double number(@Nullable String value) {
        return value == null || value.length() > LONGEST ? UNKNOWN : Spans.number(value.strip());
    }

    /** What no long could hold is no time that anybody means. */
    private Optional<Duration> capped(double nanos) {
        if (nanos < 1 || nanos >= Long.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(Math.round(Math.min(nanos, cap))));
    }
}
