package ai.gateway.alerts;

import ai.gateway.alerts.Watch.Finding;
import ai.gateway.alerts.Watch.Verdict;
import ai.gateway.alerts.Window.Sums;
import ai.gateway.health.Standings;
import ai.gateway.health.Standings.How;
import ai.gateway.health.Standings.Standing;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Looks at how everything stands, round after round, and has it told. Off the event loops, on one thread. */
final class Patrol {

    private final Supplier<AlertSettings> settings;
    private final Windows windows;
    private final Standings standings;
    private final Watch watch;
    private final LongSupplier millis;

    Patrol(Supplier<AlertSettings> settings, Windows windows, Standings standings, Watch watch, LongSupplier millis) {
        this.settings = settings;
        this.windows = windows;
        this.standings = standings;
        this.watch = watch;
        this.millis = millis;
    }

    void round() {
        AlertSettings now = settings.get();
        if (!now.isOn()) {
            windows.clear();
            watch.forget();
            return;
        }
        long at = millis.getAsLong();
        Rules rules = now.rules();
        watch.begin(at, rules.reminder(), now.from());
        windows.sums(at).forEach((subject, sums) -> requests(subject, sums, rules));
        standings.now().forEach(standing -> pool(standing, rules));
        watch.end("nothing is known of it any more");
    }

    private void requests(Subject subject, Sums sums, Rules rules) {
        String window = " in " + Lengths.of(rules.window());
        share(
                new Look(Kind.ERRORS, subject, sums.failed(), sums.all(), rules.errors()),
                rules.least(),
                " requests" + window + " failed");
        share(
                new Look(Kind.LATENCY, subject, sums.slow(), sums.answered(), rules.slow()),
                rules.least(),
                " answers" + window + " took longer than " + Lengths.of(rules.whole()));
        share(
                new Look(Kind.FIRST_EVENT, subject, sums.late(), sums.streams(), rules.slow()),
                rules.least(),
                " streams" + window + " began after more than " + Lengths.of(rules.firstEvent()));
    }

    /** So many of all, and from how many percent on that is too many. */
    private record Look(Kind kind, Subject subject, long some, long all, int percent) {

        boolean begins(long least) {
            return all >= least && some > 0 && some * 100 >= (long) percent * all;
        }

        /** Until it is half of that, so that it does not come and go. */
        boolean lasts() {
            return some * 200 > (long) percent * all;
        }

        String facts(String what) {
            long share = all == 0 ? 0 : Math.round((double) some * 100 / (double) all);
            return some + " of " + all + what + " (" + share + " %, told from " + percent + " % on)";
        }
    }

    private void share(Look look, long least, String what) {
        boolean bad = watch.isTold(look.kind(), look.subject()) ? look.lasts() : look.begins(least);
        Finding finding = new Finding(bad ? Verdict.BAD : Verdict.GOOD, look.facts(what));
        watch.found(look.kind(), look.subject(), finding, Duration.ZERO);
    }

    private void pool(Standing standing, Rules rules) {
        standing.targets().forEach((target, how) -> {
            Finding finding =
                    new Finding(verdict(how), how == How.WELL ? "its breaker is closed" : "its breaker is open");
            watch.found(Kind.TARGET_DOWN, Subject.target(standing.pool(), target), finding, rules.downAfter());
        });
        Finding finding = new Finding(
                verdict(standing.how()),
                standing.how() == How.WELL ? "a target is asked" : "none of its targets is asked");
        watch.found(Kind.POOL_DOWN, Subject.pool(standing.pool()), finding, rules.downAfter());
    }

    private static Verdict verdict(How how) {
        return switch (how) {
            case WELL -> Verdict.GOOD;
            case UNSURE -> Verdict.UNCLEAR;
            case OUT -> Verdict.BAD;
        };
    }
}
