package ai.gateway.cache;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpHeaders;

import java.time.Duration;
import java.util.Locale;

/**
 * What a caller says of the cache in the headers of a request. It can only ask for less than the route allows.
 *
 * @param look whether an answer that is kept may be given
 * @param alike whether it may be that of a question that only means the same
 * @param keep whether the answer may be kept, and shared with who asks the same meanwhile
 * @param maxAge how old it may be; null for as old as it is
 * @param ttl how long it is kept; null for as long as the route says
 * @param namespace part of the caller's own partition; empty for the usual one
 * @param threshold how near a question must be; NaN for as near as the route says
 */
record Wishes(
        boolean look,
        boolean alike,
        boolean keep,
        @Nullable Duration maxAge,
        @Nullable Duration ttl,
        String namespace,
        double threshold) {

    static final Wishes NONE = new Wishes(true, true, true, null, null, "", Double.NaN);

    private static final String MODE = "x-ai-cache";
    private static final String TTL = "x-ai-cache-ttl";
    private static final String NAMESPACE = "x-ai-cache-namespace";
    private static final String THRESHOLD = "x-ai-cache-threshold";
    private static final int LONGEST_NAME = 64;

    /** Throws what the client is told where it says something that nobody can make sense of. */
    static Wishes of(HttpHeaders headers) {
        String control = headers.getFirst(HttpHeaders.CACHE_CONTROL);
        String mode = headers.getFirst(MODE);
        String ttl = headers.getFirst(TTL);
        String namespace = headers.getFirst(NAMESPACE);
        String threshold = headers.getFirst(THRESHOLD);
        if (control == null && mode == null && ttl == null && namespace == null && threshold == null) {
            return NONE;
        }
        Wishes wishes = NONE.in(mode == null ? "" : mode).under(control == null ? "" : control);
        return new Wishes(
                wishes.look,
                wishes.alike,
                wishes.keep,
                wishes.maxAge,
                ttl == null ? null : duration(ttl),
                namespace == null ? "" : name(namespace),
                threshold == null ? Double.NaN : score(threshold));
    }

    private Wishes in(String mode) {
        return switch (mode.strip().toLowerCase(Locale.ROOT)) {
            case "", "semantic" -> this;
            case "exact" -> new Wishes(look, false, keep, maxAge, ttl, namespace, threshold);
            case "refresh" -> new Wishes(false, false, keep, maxAge, ttl, namespace, threshold);
            case "off" -> new Wishes(false, false, false, maxAge, ttl, namespace, threshold);
            default -> throw wrong(MODE, mode, "off, exact, semantic or refresh");
        };
    }

    /** Directives that say nothing of this are for others. */
    private Wishes under(String control) {
        Wishes wishes = this;
        for (String directive : control.split(",", -1)) {
            String said = directive.strip().toLowerCase(Locale.ROOT);
            if (said.equals("no-store")) {
                wishes = wishes.in("off");
            } else if (said.equals("no-cache")) {
                wishes = wishes.in("refresh");
            } else if (said.startsWith("max-age=")) {
                wishes = wishes.noOlderThan(said.substring("max-age=".length()));
            }
        }
        return wishes;
    }

    /** Proxies write that header, too: what nobody can read in it is as if it were not there. */
    private Wishes noOlderThan(String seconds) {
        try {
            Duration age = Duration.ofSeconds(Math.max(0, Long.parseLong(seconds.strip())));
            return new Wishes(look, alike, keep, age, ttl, namespace, threshold);
        } catch (NumberFormatException unreadable) {
            return this;
        }
    }

    private static Duration duration(String text) {
        try {
            Duration ttl = DurationStyle.detectAndParse(text.strip());
            if (!ttl.isNegative()) {
                return ttl;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            // told below
        }
        throw wrong(TTL, text, "a duration such as 10m");
    }

    private static String name(String text) {
        String name = text.strip();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && "-_.:/".indexOf(c) < 0) {
                throw wrong(NAMESPACE, text, "letters, digits, - _ . : and /");
            }
        }
        if (name.length() > LONGEST_NAME) {
            throw wrong(NAMESPACE, text, "at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static double score(String text) {
        try {
            double score = Double.parseDouble(text.strip());
            if (score >= 0 && score <= 1) {
                return score;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong(THRESHOLD, text, "a number from 0 to 1");
    }

    private static RuntimeException wrong(String header, String value, String expected) {
        String shown = value.length() > LONGEST_NAME ? value.substring(0, LONGEST_NAME) + "…" : value;
        return new Failure(
                        FailureCode.INVALID_REQUEST,
                        "header " + header + ": " + shown + " (expected: " + expected + ")",
                        null)
                .asException();
    }
}
