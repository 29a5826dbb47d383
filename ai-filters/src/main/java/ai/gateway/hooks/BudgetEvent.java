package ai.gateway.hooks;

import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A budget, or a limit of tokens, has come to one of its thresholds. Published as an event of the application, for
 * {@code @EventListener}s; each gateway publishes it once, and the same one has the same id everywhere.
 *
 * @param counter whose it is, with the name that it is counted under: {@code chat/key:alice}
 * @param who without that name: {@code key:alice}
 * @param window in a word, such as {@code month-Europe/Berlin} or {@code sliding-86400000}
 * @param threshold in percent of the most there may be
 * @param used by calls that have ended, as far as this gateway knows; money in billionths of a US dollar
 * @param most in the same unit
 * @param windowEnd when it begins anew; null where it never does, or does so all the time
 */
public record BudgetEvent(
        String id,
        String counter,
        String who,
        Allowance.Unit unit,
        String window,
        int threshold,
        long used,
        long most,
        @Nullable Instant windowEnd) {

    static final String OF_BUDGET = "budget.threshold";
    static final String OF_LIMIT = "limit.threshold";

    /** {@code budget.threshold} of money, {@code limit.threshold} of tokens. */
    public String type() {
        return unit == Allowance.Unit.NANO_USD ? OF_BUDGET : OF_LIMIT;
    }

    /** USD, or what kind of tokens. */
    String unitWord() {
        return switch (unit) {
            case NANO_USD -> "USD";
            case TOKENS -> "tokens";
            case INPUT_TOKENS -> "input_tokens";
            case OUTPUT_TOKENS -> "output_tokens";
            case REQUESTS -> "requests";
            case CONCURRENT -> "concurrent";
        };
    }

    /** An amount in that unit, exactly. */
    String amount(long of) {
        return BigDecimal.valueOf(of, unit == Allowance.Unit.NANO_USD ? 9 : 0)
                .stripTrailingZeros()
                .toPlainString();
    }
}
