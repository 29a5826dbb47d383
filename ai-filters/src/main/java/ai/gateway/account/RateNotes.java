package ai.gateway.account;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Grant;
import ai.gateway.quota.Level;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Tells clients how much is left, in the headers that their SDKs know. Of several limits of a kind, the tightest. */
final class RateNotes {

    private final AiExchange exchange;
    private final boolean anthropic;
    private final long at;

    private RateNotes(AiExchange exchange, long at) {
        this.exchange = exchange;
        this.anthropic = exchange.dialect().id().equals("anthropic");
        this.at = at;
    }

    static void tell(AiExchange exchange, List<Demand> demands, Grant grant) {
        RateNotes notes = new RateNotes(exchange, grant.at());
        notes.tell("requests", tightest(demands, grant, Allowance.Unit.REQUESTS));
        notes.tell("tokens", tightest(demands, grant, Allowance.Unit.TOKENS));
        if (notes.anthropic) {
            notes.tellAnthropic("input-tokens", tightest(demands, grant, Allowance.Unit.INPUT_TOKENS));
            notes.tellAnthropic("output-tokens", tightest(demands, grant, Allowance.Unit.OUTPUT_TOKENS));
        }
    }

    private static @Nullable Level tightest(List<Demand> demands, Grant grant, Allowance.Unit unit) {
        Level tightest = null;
        for (int i = 0; i < demands.size(); i++) {
            Level level = grant.levels().get(i);
            boolean counts =
                    demands.get(i).unit() == unit && demands.get(i).terms().over() == Terms.Over.REFUSE;
            if (counts && (tightest == null || level.left() < tightest.left())) {
                tightest = level;
            }
        }
        return tightest;
    }

    private void tell(String what, @Nullable Level level) {
        if (level == null) {
            return;
        }
        exchange.notes().put("x-ratelimit-limit-" + what, Long.toString(level.most()));
        exchange.notes().put("x-ratelimit-remaining-" + what, Long.toString(level.left()));
        exchange.notes().put("x-ratelimit-reset-" + what, duration(level.waitMillis()));
        if (anthropic) {
            tellAnthropic(what, level);
        }
    }

    private void tellAnthropic(String what, @Nullable Level level) {
        if (level == null) {
            return;
        }
        String name = "anthropic-ratelimit-" + what;
        exchange.notes().put(name + "-limit", Long.toString(level.most()));
        exchange.notes().put(name + "-remaining", Long.toString(level.left()));
        if (level.waitMillis() < Long.MAX_VALUE / 2) {
            exchange.notes().put(name + "-reset", second(at + level.waitMillis()));
        }
    }

    /** As Anthropic has it: {@code 2026-11-26T02:10:00Z}. */
    private static String second(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** As OpenAI has it: {@code 850ms}, {@code 12s}, {@code 1h2m3s}. */
    static String duration(long millis) {
        if (millis < 1000) {
            return Math.max(millis, 0) + "ms";
        }
        long seconds = Refusal.seconds(millis);
        StringBuilder text = new StringBuilder(12);
        if (seconds >= 3600) {
            text.append(seconds / 3600).append('h');
        }
        if (seconds >= 60) {
            text.append(seconds / 60 % 60).append('m');
        }
        return text.append(seconds % 60).append('s').toString();
    }
}
