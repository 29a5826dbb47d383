package ai.gateway.account;

import ai.gateway.exchange.Usage;

/**
 * What a call came to, all attempts together.
 *
 * @param usage of those that are charged
 * @param nanoUsd what is charged
 * @param savedNanoUsd what nobody got, since answers were recalled
 * @param from where its price is from, in a word
 * @param estimated whether some of the usage is a guess
 * @param asked how often somebody was asked
 * @param recalled how often an answer came from nobody who was asked for it
 * @param isCharged whether it counts at all against limits and budgets
 */
record Total(
        Usage usage,
        long nanoUsd,
        long savedNanoUsd,
        String from,
        boolean estimated,
        int asked,
        int recalled,
        boolean isCharged) {

    /** Whether something of it has a price, or nothing was used: else nobody can say that it was for free. */
    boolean isPriced() {
        return nanoUsd > 0 || !from.equals("unpriced");
    }

    /** Of a call that has just begun: its prompt is all that is known. */
    static Total begun(long prompt) {
        return new Total(Usage.ofInput(prompt), 0, 0, "none", /* estimated= */ true, 0, 0, /* isCharged= */ true);
    }
}
