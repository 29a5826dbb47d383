package ai.gateway.bench;

import io.netty.channel.EventLoopGroup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Several contestants at one work, in turn, round after round. What the machine does beside it hits neighbours alike:
 * so a ratio is taken within each round, and of these ratios the median.
 */
final class Comparison {

    /** A lane of a gateway. The first in a list is what the others are compared with. */
    record Contestant(String name, Gateway gateway, String lane) {}

    /** The median over the rounds, and how far they are apart. */
    record Ratio(double median, double least, double most) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median, least, most);
        }
    }

    private final Work work;
    private final String base;
    private final Map<String, List<Sample>> samples = new LinkedHashMap<>();

    private Comparison(Work work, String base) {
        this.work = work;
        this.base = base;
    }

    static Comparison run(EventLoopGroup loop, List<Contestant> contestants, Work work, Options options)
            throws Exception {
        Comparison comparison = new Comparison(work, contestants.get(0).name());
        contestants.forEach(one -> comparison.samples.put(one.name(), new ArrayList<>()));
        List<Contestant> order = new ArrayList<>(contestants);
        for (int round = 0; round < options.rounds(); round++) {
            for (Contestant one : order) {
                Sample sample = Load.measure(loop, one.gateway(), one.lane(), work, options.seconds());
                comparison.samples.get(one.name()).add(sample);
            }
            Collections.reverse(order);
        }
        return comparison;
    }

    /** With the rounds of another start of the same contestants. */
    Comparison and(Comparison other) {
        other.samples.forEach((name, more) -> samples.get(name).addAll(more));
        return this;
    }

    double median(String name, ToDoubleFunction<Sample> measure) {
        return median(samples.get(name).stream().mapToDouble(measure).toArray());
    }

    Ratio ratio(String name, ToDoubleFunction<Sample> measure) {
        double[] mine = samples.get(name).stream().mapToDouble(measure).toArray();
        double[] theirs = samples.get(base).stream().mapToDouble(measure).toArray();
        double[] ratios = new double[mine.length];
        Arrays.setAll(ratios, i -> mine[i] / theirs[i]);
        Arrays.sort(ratios);
        return new Ratio(median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    /** The median of how much more it is than the base in the same round. */
    double above(String name, ToDoubleFunction<Sample> measure) {
        double[] mine = samples.get(name).stream().mapToDouble(measure).toArray();
        double[] theirs = samples.get(base).stream().mapToDouble(measure).toArray();
        double[] differences = new double[mine.length];
        Arrays.setAll(differences, i -> mine[i] - theirs[i]);
        return median(differences);
    }

    String table() {
        StringBuilder table = new StringBuilder(work.title()).append('\n');
        boolean stream = work.isStream();
        table.append(String.format(
                "%-18s %9s %-17s %9s %-17s %9s %-17s %9s %-17s %5s%n",
                "lane",
                stream ? "events/s" : "req/s",
                " ratio",
                stream ? "CPU us/ev" : "CPU us",
                " ratio",
                stream ? "first p50" : "p50 us",
                " ratio",
                stream ? "first p99" : "p99 us",
                " ratio",
                "busy"));
        for (String name : samples.keySet()) {
            table.append(String.format("%-18s", name));
            if (stream) {
                column(table, name, Sample::eventsPerSecond, "%10.0f");
                column(table, name, Sample::cpuMicrosPerEvent, "%10.2f");
                column(table, name, sample -> sample.firstEventMicros(0.5), "%10.0f");
                column(table, name, sample -> sample.firstEventMicros(0.99), "%10.0f");
            } else {
                column(table, name, Sample::requestsPerSecond, "%10.0f");
                column(table, name, Sample::cpuMicrosPerRequest, "%10.1f");
                column(table, name, sample -> sample.answerMicros(0.5), "%10.0f");
                column(table, name, sample -> sample.answerMicros(0.99), "%10.0f");
            }
            double busy = median(name, sample -> sample.cpuSeconds() / sample.seconds());
            table.append(String.format(Locale.ROOT, " %4.0f%%%n", busy * 100));
        }
        return table.append(cheapest()).toString();
    }

    /** The least CPU that each needed in any round: what noise can only add to. */
    private String cheapest() {
        ToDoubleFunction<Sample> cpu = work.isStream() ? Sample::cpuMicrosPerEvent : Sample::cpuMicrosPerRequest;
        StringBuilder line = new StringBuilder("CPU us in each one's cheapest round:");
        for (String name : samples.keySet()) {
            double least = least(name, cpu);
            line.append(String.format(Locale.ROOT, "  %s %.1f (%.2f)", name, least, least / least(base, cpu)));
        }
        return line.append('\n').toString();
    }

    private double least(String name, ToDoubleFunction<Sample> measure) {
        return samples.get(name).stream().mapToDouble(measure).min().orElseThrow();
    }

    private void column(StringBuilder table, String name, ToDoubleFunction<Sample> measure, String format) {
        table.append(String.format(Locale.ROOT, format, median(name, measure)));
        table.append(String.format("  %-17s", name.equals(base) ? "1" : ratio(name, measure)));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
