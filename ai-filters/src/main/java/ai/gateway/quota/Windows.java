package ai.gateway.quota;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * Windows as people write them: {@code 1m} slides, {@code fixed 1m} begins anew each minute, {@code month Europe/Berlin} is
 * a month of the calendar there, {@code lifetime} never ends.
 */
public final class Windows {

    private static final String FIXED = "fixed ";
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L, "w", 604_800_000L);

    private Windows() {}

    public static Window read(String text) {
        String window = text.strip();
        if (window.equals("lifetime")) {
            return new Window.Lifetime();
        }
        if (window.startsWith(FIXED)) {
            return new Window.Fixed(millis(window.substring(FIXED.length()).strip(), window));
        }
        int blank = window.indexOf(' ');
        String word = blank < 0 ? window : window.substring(0, blank);
        for (Window.Calendar.Span span : Window.Calendar.Span.values()) {
            if (span.name().toLowerCase(Locale.ROOT).equals(word)) {
                return new Window.Calendar(
                        span, zone(window.substring(word.length()).strip(), window));
            }
        }
        return new Window.Sliding(millis(window, window));
    }

    private static ZoneId zone(String name, String window) {
        try {
            return name.isEmpty() ? UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw Allowance.wrong(window, "a time zone, such as month Europe/Berlin");
        }
    }

    private static long millis(String duration, String window) {
        int digits = 0;
        while (digits < duration.length() && duration.charAt(digits) >= '0' && duration.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = MILLIS.get(duration.substring(digits).strip());
        if (digits == 0 || unit == null) {
            throw Allowance.wrong(
                    window, "a duration such as 1m, 24h or 30d, fixed 1m, day, week, month or year, or lifetime");
        }
        try {
            long millis = Math.multiplyExact(Long.parseLong(duration.substring(0, digits)), unit);
            if (millis > 0) {
                return millis;
            }
        } catch (ArithmeticException | NumberFormatException tooLong) {
            // told below
        }
        throw Allowance.wrong(window, "longer than nothing, and shorter than for ever");
    }
}
