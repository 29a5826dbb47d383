package ai.gateway.account;

import ai.gateway.quota.Allowance;
import ai.gateway.quota.Claim;
import ai.gateway.quota.OnLoss;
import ai.gateway.quota.Window;

/**
 * What a filter wants to be held for a call, whatever the call will turn out to be.
 *
 * @param counter whose it is, such as {@code chat/key:alice}
 * @param allowance how much there may be of what
 */
public record Demand(String counter, Allowance allowance, Terms terms) {

    Allowance.Unit unit() {
        return allowance.unit();
    }

    /** The name under which quotas and the ledger count it. */
    public String countedAs() {
        return counter + ' ' + unit() + ' ' + allowance.window().id();
    }

    Claim claim(Forecast forecast) {
        return new Claim(
                countedAs(),
                allowance.window(),
                allowance.amount(),
                need(forecast),
                terms.over() == Terms.Over.REFUSE,
                unit() == Allowance.Unit.NANO_USD ? terms.onLoss() : OnLoss.SHARE_OF_MOST);
    }

    private long need(Forecast forecast) {
        return switch (unit()) {
            case REQUESTS, CONCURRENT -> 1;
            case TOKENS -> terms.weights().of(forecast.prompt(), forecast.output());
            case INPUT_TOKENS -> forecast.prompt();
            case OUTPUT_TOKENS -> forecast.output();
            case NANO_USD -> forecast.nanoUsd();
        };
    }

    /** How much of it a call has come to. */
    long used(Total total) {
        return switch (unit()) {
            case REQUESTS -> 1;
            case CONCURRENT -> 0;
            case TOKENS -> terms.weights().of(total.usage());
            case INPUT_TOKENS -> total.usage().prompt();
            case OUTPUT_TOKENS -> Math.max(total.usage().output(), 0);
            case NANO_USD -> total.nanoUsd();
        };
    }

    /** Whether nobody knows how much it is before the call is over. */
    boolean isForecast() {
        return unit() != Allowance.Unit.REQUESTS && unit() != Allowance.Unit.CONCURRENT;
    }

    /** Whether what was used is remembered when the call is over. */
    boolean isKept() {
        return !(allowance.window() instanceof Window.AtOnce);
    }

    /** The same, for a call that goes on whatever there is. */
    Demand letting() {
        return new Demand(counter, allowance, terms.letting());
    }
}
