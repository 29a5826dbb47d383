package ai.gateway.bench;

import ai.gateway.quota.Charge;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Grant;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.Quotas;
import ai.gateway.quota.Window;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs to hold four claims in memory and to settle them, with a thousand other calls under way: CPU of the thread, least
 * and median of some rounds. The charges are made as for a real call, and so is the id.
 */
public final class QuotaBenchmark {

    private static final int UNDER_WAY = 1024;
    private static final int CALLS = 200_000;
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 7;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Quotas quotas = new MemoryQuotas(System::currentTimeMillis);
    private final List<Claim> claims = List.of(
            claim("tokens/1m/key:alice", new Window.Sliding(60_000)),
            claim("requests/1m/key:alice", new Window.Fixed(60_000)),
            claim("calls/key:alice", new Window.AtOnce()),
            claim("usd/month/team:search", new Window.Calendar(Window.Calendar.Span.MONTH, ZoneOffset.UTC)));
    private final String[] ids = new String[UNDER_WAY];
    private final Grant[] grants = new Grant[UNDER_WAY];
    private int next;

    private QuotaBenchmark() {}

    public static void main(String[] args) {
        new QuotaBenchmark().run();
    }

    private static Claim claim(String counter, Window window) {
        return new Claim(counter, window, Long.MAX_VALUE / 2, 1000, true);
    }

    private void run() {
        long[] nanos = new long[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            long took = round();
            if (i >= 0) {
                nanos[i] = took;
            }
        }
        Arrays.sort(nanos);
        System.out.printf("| reserve and settle 4 claims | %d | %d |%n", nanos[0], nanos[ROUNDS / 2]);
    }

    private long round() {
        long begun = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            reserveAndSettle();
        }
        return (threads.getCurrentThreadCpuTime() - begun) / CALLS;
    }

    private void reserveAndSettle() {
        int place = next++ % UNDER_WAY;
        Grant before = grants[place];
        if (before != null) {
            List<Charge> charges = List.of(
                    claims.get(0).charge(before.at(), 700),
                    claims.get(1).charge(before.at(), 1),
                    claims.get(3).charge(before.at(), 900));
            quotas.settle(ids[place], charges).block();
        }
        ids[place] = "request-" + next;
        grants[place] = quotas.reserve(ids[place], claims, LONGEST).block();
    }
}
