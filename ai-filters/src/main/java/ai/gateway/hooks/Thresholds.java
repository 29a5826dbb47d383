package ai.gateway.hooks;

import ai.gateway.account.Demand;
import ai.gateway.account.Watcher;
import ai.gateway.hooks.Gauge.Crossing;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.quota.Allowance.Unit;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Level;
import ai.gateway.quota.Window;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Notices when so much of a budget is used: each threshold once in a window. Grants show how counters stand for all gateways
 * together, the calls of this one that were written down since then come on top.
 */
final class Thresholds implements Watcher {

    private static final int MOST_COUNTERS = 10_000;
    private static final int ID_BYTES = 16;

    private final Supplier<Hooks> settings;
    private final Consumer<BudgetEvent> told;
    private final Gauges gauges;

    Thresholds(Supplier<Hooks> settings, Consumer<BudgetEvent> told) {
        this(settings, told, new Gauges(MOST_COUNTERS));
    }

    Thresholds(Supplier<Hooks> settings, Consumer<BudgetEvent> told, Gauges gauges) {
        this.settings = settings;
        this.told = told;
        this.gauges = gauges;
    }

    @Override
    public void granted(AiExchange exchange, Demand demand, Level level, long at) {
        stands(demand, level, at, /* lacks= */ false);
    }

    @Override
    public void lacked(AiExchange exchange, Demand demand, Level level, long at) {
        stands(demand, level, at, /* lacks= */ true);
    }

    private void stands(Demand demand, Level level, long at, boolean lacks) {
        Hooks hooks = settings.get();
        if (isWatched(demand.allowance().unit(), hooks)) {
            tell(gauges.stands(demand, level, at, lacks, hooks.thresholds()));
        }
    }

    private static boolean isWatched(Unit unit, Hooks hooks) {
        return switch (unit) {
            case NANO_USD -> !hooks.thresholds().isEmpty();
            case TOKENS, INPUT_TOKENS, OUTPUT_TOKENS ->
                hooks.tokens() && !hooks.thresholds().isEmpty();
            case REQUESTS, CONCURRENT -> false;
        };
    }

    @Override
    public void settled(AiExchange exchange, Entry entry) {
        List<Integer> thresholds = settings.get().thresholds();
        for (Charge charge : entry.charges()) {
            tell(gauges.charged(charge, thresholds));
        }
    }

    private void tell(List<Crossing> crossings) {
        crossings.forEach(crossing -> told.accept(event(crossing)));
    }

    private static BudgetEvent event(Crossing crossing) {
        Demand demand = crossing.demand();
        boolean endless = crossing.end() == Long.MAX_VALUE;
        boolean slides = demand.allowance().window() instanceof Window.Sliding;
        return new BudgetEvent(
                id(crossing),
                demand.counter(),
                who(demand.counter()),
                demand.allowance().unit(),
                demand.allowance().window().id(),
                crossing.threshold(),
                crossing.used(),
                crossing.most(),
                endless || slides ? null : Instant.ofEpochMilli(crossing.end()));
    }

    /** A hash of all that makes it this one, and of nothing that gateways could see differently. */
    private static String id(Crossing crossing) {
        String what = crossing.demand().countedAs()
                + '\n'
                + crossing.most()
                + '\n'
                + crossing.begin()
                + '\n'
                + crossing.threshold();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return "evt_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    /** Counters of filters begin with a name of theirs; those of keys and owners do not, and owners have slashes. */
    private static String who(String counter) {
        int slash = counter.indexOf('/');
        int colon = counter.indexOf(':');
        return slash >= 0 && (colon < 0 || slash < colon) ? counter.substring(slash + 1) : counter;
    }
}
