package ai.gateway.hooks;

import ai.gateway.account.Demand;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Level;
import ai.gateway.quota.Window;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What this gateway knows of one counter: how much is used in the window that is now, and what was told of that. Guarded by the
 * monitor of {@link Gauges}.
 */
final class Gauge {

    /** From here on, a call for which there is not enough shows that it is as good as used up. */
    private static final int NEARLY = 90;

    private static final int ALL = 100;

    /** One counter may be shared by budgets of several amounts, and an amount may be changed; more than these at once are odd. */
    private static final int MOST_AMOUNTS = 4;

    /** The thresholds of one amount that were told in this window. */
    private record Told(long most, Set<Integer> thresholds) {}

    /** What has just been crossed. */
    record Crossing(Demand demand, long begin, long end, int threshold, long used, long most) {}

    private final Demand demand;
    private final List<Told> told = new ArrayList<>(1);
    private long begin = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private long used;

    Gauge(Demand demand) {
        this.demand = demand;
    }

    /**
     * How it stands, by whoever keeps count.
     *
     * @param lacks whether there was too little for a call
     */
    List<Crossing> stands(Level level, long at, boolean lacks, List<Integer> thresholds) {
        if (at < begin && end != Long.MIN_VALUE) {
            return List.of(); // news of a window that is over
        }
        if (at >= end) {
            turn(at);
        }
        used = level.used();
        long most = level.most();
        boolean spent = lacks && used >= share(most, NEARLY);
        return crossed(of(most), spent ? Math.max(used, share(most, ALL)) : used, thresholds);
    }

    private void turn(long at) {
        Window window = demand.allowance().window();
        if (window instanceof Window.Sliding sliding) {
            begin = at - Math.floorMod(at, sliding.millis());
            end = begin + sliding.millis();
        } else {
            begin = window.slot(at);
            end = window.until(begin);
        }
        told.clear();
    }

    private Told of(long most) {
        for (Told each : told) {
            if (each.most == most) {
                return each;
            }
        }
        if (told.size() == MOST_AMOUNTS) {
            told.remove(0);
        }
        Told first = new Told(most, new HashSet<>(4));
        told.add(first);
        return first;
    }

    /** More was used, which whoever keeps count does not know yet. */
    List<Crossing> charged(Charge charge, List<Integer> thresholds) {
        if (charge.slot() < begin || charge.slot() >= end) {
            return List.of();
        }
        used += charge.used();
        List<Crossing> all = new ArrayList<>(0);
        told.forEach(each -> all.addAll(crossed(each, used, thresholds)));
        return all;
    }

    private List<Crossing> crossed(Told of, long level, List<Integer> thresholds) {
        if (of.most == 0 || thresholds.isEmpty() || level < share(of.most, thresholds.get(0))) {
            return List.of();
        }
        List<Crossing> crossed = new ArrayList<>(0);
        for (int threshold : thresholds) {
            if (level >= share(of.most, threshold) && of.thresholds.add(threshold)) {
                crossed.add(new Crossing(demand, begin, end, threshold, used, of.most));
            }
        }
        return crossed;
    }

    /** So many percent of it, rounded up. */
    static long share(long most, int percent) {
        long hundredths = most / ALL;
        return hundredths > Long.MAX_VALUE / 2 / percent
                ? Long.MAX_VALUE
                : hundredths * percent + (most % ALL * percent + ALL - 1) / ALL;
    }
}
