package ai.gateway.bench;

import java.util.Locale;

/** What was promised, and what came out. */
final class Promises {

    private final StringBuilder lines = new StringBuilder();
    private boolean broken;

    void atMost(String what, double measured, double promised, String unit) {
        line(what, measured, "at most", promised, unit, measured <= promised);
    }

    void atLeast(String what, double measured, double promised, String unit) {
        line(what, measured, "at least", promised, unit, measured >= promised);
    }

    private void line(String what, double measured, String bound, double promised, String unit, boolean kept) {
        broken |= !kept;
        lines.append(String.format(
                Locale.ROOT,
                "%-62s %8.3f %-4s promised: %s %s%s%n",
                what,
                measured,
                unit,
                bound,
                promised,
                kept ? "" : "   MISSED"));
    }

    boolean areBroken() {
        return broken;
    }

    @Override
    public String toString() {
        return "Promises\n" + lines;
    }
}
