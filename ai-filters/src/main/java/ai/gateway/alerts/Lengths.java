package ai.gateway.alerts;

import java.time.Duration;

/** How long something is, as people write it: {@code 1h 30m}. */
final class Lengths {

    private Lengths() {}

    static String of(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + "ms";
        }
        StringBuilder text = new StringBuilder();
        add(text, length.toDays(), "d");
        add(text, length.toHoursPart(), "h");
        add(text, length.toMinutesPart(), "m");
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            add(text, length.toSecondsPart(), "s");
        }
        return text.toString();
    }

    private static void add(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(text.isEmpty() ? "" : " ").append(amount).append(unit);
        }
    }
}
