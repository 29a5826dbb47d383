package ai.gateway.dialect;

import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

import static ai.gateway.exchange.Usage.ABSENT;

/** Token counts as answers report them. What cannot be a count was not said. */
public final class Counts {

    /** More than any context window and any batch: beyond it a number is not a count of tokens. */
    private static final long MOST = 1_000_000_000_000L;

    private static final int DIGITS = 18;

    private Counts() {}

    public static long of(Json number) {
        long count = number.number(ABSENT);
        return count >= 0 && count <= MOST ? count : ABSENT;
    }

    /** Shows every number in what tells of usage, whatever it counts. */
    public static void show(Json usage, Consumer<Json> visitor) {
        if (usage.isNumber()) {
            visitor.accept(usage);
        }
        usage.items().forEach(item -> show(item, visitor));
        usage.members((name, member) -> show(member, visitor));
    }

    /** Shows what AWS has counted of a stream; beside that it tells how long it took. */
    public static void showMetrics(Json lastEvent, Consumer<Json> visitor) {
        lastEvent.get("amazon-bedrock-invocationMetrics").members((name, member) -> {
            if (name.endsWith("Count")) {
                show(member, visitor);
            }
        });
    }

    /** As a header has it; null where there is none. */
    public static long of(@Nullable String header) {
        if (header == null || header.isEmpty() || header.length() > DIGITS) {
            return ABSENT;
        }
        long count = 0;
        for (int i = 0; i < header.length(); i++) {
            int digit = header.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return ABSENT;
            }
            count = count * 10 + digit;
        }
        return count <= MOST ? count : ABSENT;
    }

    /** Of a number of seconds, or of one in a string, which may have a fraction. */
    public static long millis(Json seconds) {
        double number = seconds.decimal(ABSENT);
        if (seconds.isString()) {
            try {
                number = Double.parseDouble(seconds.text());
            } catch (NumberFormatException notANumber) {
                return ABSENT;
            }
        }
        return number >= 0 && number <= MOST ? (long) Math.ceil(number * 1000) : ABSENT;
    }

    /** The first that was said. */
    public static long first(long... counts) {
        for (long count : counts) {
            if (count != ABSENT) {
                return count;
            }
        }
        return ABSENT;
    }

    /** What is said of them together; ABSENT when nothing is. */
    public static long sum(long one, long other) {
        return Usage.sum(one, other);
    }

    /** What is left of a whole when a part of it is counted apart. */
    public static long without(long whole, long part) {
        return whole == ABSENT || part == ABSENT ? whole : Math.max(whole - part, 0);
    }

    /** A part can be no more than its whole. */
    public static long within(long part, long whole) {
        return part == ABSENT || whole == ABSENT ? part : Math.min(part, whole);
    }
}
