package ai.gateway.health;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    /** A Wednesday. */
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final RetryAfter retryAfter = new RetryAfter(NOW::toEpochMilli);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7000",
                "' 7 ' | 7000",
                "0.5 | 500",
                "1.25 | 1250",
                "20s | 20000",
                "299 | 299000",
                "3600 | 300000",
                "9000000000 | 300000", // of the year 2255
                "Wed, 25 Nov 2026 12:00:30 GMT | 30000",
                "Wednesday, 25-Nov-26 12:00:31 GMT | 31000",
                "Wed Nov 25 12:00:32 2026 | 32000",
                "Sun, 25 Nov 2026 12:00:33 GMT | 33000", // the day of the week is wrong
                "2026-11-25T12:00:34Z | 34000",
                "2026-11-25T13:00:35.5+01:00 | 35500",
                "1795608036 | 36000",
                "1795608037000 | 37000",
                "Fri, 25 Nov 2050 12:00:00 GMT | 300000",
            })
    void retryAfter_allSpellings_areUnderstood(String value, long millis) {
        assertThat(of("retry-after", value)).contains(Duration.ofMillis(millis));
    }

    @Test
    void retryAfter_asctimeWithOneDigit_isUnderstood() {
        RetryAfter early =
                new RetryAfter(() -> Instant.parse("2026-11-05T12:00:00Z").toEpochMilli());

        assertThat(early.parse(name -> name.equals("retry-after") ? "Thu Nov  5 12:00:08 2026" : null))
                .contains(Duration.ofSeconds(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0.0",
                "-1",
                "-0.5",
                "+5",
                "1e3",
                "NaN",
                "Infinity",
                "0x10",
                "1.2.3",
                ".",
                "soon",
                "5 s",
                "5x",
                "s",
                "m5",
                "5, 10",
                "99999999999999999999h",
                "99999999999999999999999999999999999999999999999999999999999999999999999",
                "Wed, 25 Nov 2026 11:59:59 GMT",
                "Friday, 25-Nov-94 12:00:00 GMT",
                "Wed, 99 Nov 2026 12:00:30 GMT",
                "Wed, 25 Nov 2026 12:00:30 CET",
                "2020-01-01T00:00:00Z",
                "2026-11-25T99:00:00Z",
                "xxxxxxxxxxT",
                "1600000000"
            })
    void retryAfter_negativePastOrJunk_saysNothing(String value) {
        assertThat(of("retry-after", value)).isEmpty();
        assertThat(retryAfter.parse(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"250, 250", "0.5, 0", "99999999, 300000"})
    void retryAfterMs_isInMilliseconds(String value, long millis) {
        Duration expected = millis == 0 ? Duration.ofNanos(500_000) : Duration.ofMillis(millis);

        assertThat(of("retry-after-ms", value)).contains(expected);
        assertThat(of("x-ms-retry-after-ms", value)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"6m0s, 300000", "1h2m3s, 300000", "1m2.5s, 62500", "120ms, 120", "7.66s, 7660", "12, 12000", "1µs, 0"})
    void reset_asOpenAiAndOthersWriteIt_isUnderstood(String value, long millis) {
        assertThat(of("x-ratelimit-reset-requests", value).map(Duration::toMillis))
                .contains(millis);
        assertThat(of("x-ratelimit-reset-tokens", value).map(Duration::toMillis))
                .contains(millis);
    }

    @Test
    void reset_asAnthropicWritesIt_isUnderstood() {
        for (String kind : new String[] {"requests", "tokens", "input-tokens", "output-tokens"}) {
            assertThat(of("anthropic-ratelimit-" + kind + "-reset", "2026-11-25T12:00:20Z"))
                    .contains(Duration.ofSeconds(20));
        }
        assertThat(of("anthropic-ratelimit-unified-reset", "1795608020")).contains(Duration.ofSeconds(20));
    }

    @Test
    void reset_ofSeveral_theLatestOfThoseThatAreSpent() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-reset-requests",
                "2s",
                "x-ratelimit-remaining-requests",
                "0",
                "x-ratelimit-reset-tokens",
                "5s",
                "x-ratelimit-remaining-tokens",
                "0",
                "x-ratelimit-reset",
                "60",
                "x-ratelimit-remaining",
                "3");

        assertThat(retryAfter.parse(headers::get)).contains(Duration.ofSeconds(5));
    }

    @Test
    void reset_ofSeveralOfWhichNoneIsSpent_theEarliest() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-reset-requests",
                "9s",
                "x-ratelimit-remaining-requests",
                "10",
                "x-ratelimit-reset-tokens",
                "5s",
                "x-ratelimit-remaining-tokens",
                "20");

        assertThat(retryAfter.parse(headers::get)).contains(Duration.ofSeconds(5));
    }

    @Test
    void headers_ofSeveral_theMoreExactOneWins() {
        Map<String, String> headers =
                Map.of("retry-after-ms", "1500", "retry-after", "2", "x-ratelimit-reset-requests", "9s");

        assertThat(retryAfter.parse(headers::get)).contains(Duration.ofMillis(1500));
    }

    @Test
    void headers_junkInTheFirst_theNextOneIsAsked() {
        Map<String, String> headers =
                Map.of("retry-after-ms", "soon", "retry-after", "-2", "x-ratelimit-reset-requests", "9s");

        assertThat(retryAfter.parse(headers::get)).contains(Duration.ofSeconds(9));
    }

    /** The provider says "at once", and so the reset of some limit is not its word on it. */
    @Test
    void headers_retryAfterNothing_saysNothing() {
        Map<String, String> headers = Map.of("retry-after", "0", "x-ratelimit-reset-requests", "9s");

        assertThat(retryAfter.parse(headers::get)).isEmpty();
    }

    @Test
    void headers_none_sayNothing() {
        assertThat(retryAfter.parse(name -> null)).isEmpty();
        assertThat(retryAfter.parse((String) null)).isEmpty();
    }

    @Test
    void body_asGeminiWritesIt_isUnderstood() {
        assertThat(retryAfter.parse("34s")).contains(Duration.ofSeconds(34));
        assertThat(retryAfter.parse("34.074824224s")).contains(Duration.ofNanos(34_074_824_224L));
    }

    @Test
    void cap_ofTheUser_holds() {
        RetryAfter patient = new RetryAfter(NOW::toEpochMilli, Duration.ofHours(1));

        assertThat(patient.parse("1h2m3s")).contains(Duration.ofHours(1));
        assertThat(patient.parse("6m0s")).contains(Duration.ofMinutes(6));
    }

    private Optional<Duration> of(String header, String value) {
        return retryAfter.parse(name -> name.equals(header) ? value : null);
    }
}
