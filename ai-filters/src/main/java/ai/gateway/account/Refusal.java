package ai.gateway.account;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.quota.Allowance.Unit;
import ai.gateway.quota.Level;

import java.math.BigDecimal;

/** What a client is told for whom there is not enough. */
final class Refusal {

    /** Nobody can tell whether there is enough: whoever keeps count cannot be reached. */
    static final Failure LOST = new Failure(
            FailureCode.ACCOUNTS_UNAVAILABLE,
            "budget: nobody can tell how much of it is left at the moment (try again soon)",
            null,
            new Failure.Origin(0, "", "", "5", null));

    private Refusal() {}

    static Failure of(Demand demand, long need, Level level) {
        FailureCode code = switch (demand.unit()) {
            case REQUESTS, CONCURRENT -> FailureCode.RATE_LIMIT_EXCEEDED;
            case TOKENS, INPUT_TOKENS, OUTPUT_TOKENS -> FailureCode.TOKEN_LIMIT_EXCEEDED;
            case NANO_USD -> FailureCode.BUDGET_EXCEEDED;
        };
        boolean never = need > level.most() || level.waitMillis() == Long.MAX_VALUE;
        String what = amount(demand.unit(), need) + " needed, " + amount(demand.unit(), level.left()) + " left of "
                + amount(demand.unit(), level.most()) + " (" + demand.counter() + ")";
        String remedy = never
                ? need > level.most() ? "ask for less at once" : "ask whoever runs this gateway for more"
                : "try again in " + seconds(level.waitMillis()) + " s";
        String retryAfter = never ? null : Long.toString(seconds(level.waitMillis()));
        Failure.Origin when = retryAfter == null ? null : new Failure.Origin(0, "", "", retryAfter, null);
        return new Failure(code, name(demand.unit()) + ": " + what + "; " + remedy, null, when);
    }

    /** Never less than it takes. */
    static long seconds(long millis) {
        return Math.max(1, (millis + 999) / 1000);
    }

    private static String name(Unit unit) {
        return switch (unit) {
            case REQUESTS -> "requests";
            case CONCURRENT -> "concurrent calls";
            case TOKENS -> "tokens";
            case INPUT_TOKENS -> "input tokens";
            case OUTPUT_TOKENS -> "output tokens";
            case NANO_USD -> "budget";
        };
    }

    private static String amount(Unit unit, long amount) {
        return unit == Unit.NANO_USD ? usd(amount) + " USD" : Long.toString(amount);
    }

    /** Dollars, as exactly as they are known. */
    static String usd(long nanoUsd) {
        return BigDecimal.valueOf(nanoUsd, 9).stripTrailingZeros().toPlainString();
    }
}
