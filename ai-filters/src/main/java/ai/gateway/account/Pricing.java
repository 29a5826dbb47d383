package ai.gateway.account;

import ai.gateway.exchange.Usage;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Spent;
import ai.gateway.provider.Target;

/** Knows what calls cost. */
public interface Pricing {

    /**
     * What an attempt came to.
     *
     * @param usage as the provider has told it, with a guess where it has not
     * @param estimated whether some of it is a guess
     * @param nanoUsd billionths of a dollar
     * @param from in a word: list, reported, unpriced, none
     */
    record Price(Usage usage, boolean estimated, long nanoUsd, String from) {}

    /** @param prompt how many tokens the request has by our own count */
    Price of(AiExchange exchange, Spent spent, long prompt);

    /** The most that a call to this one can come to, in billionths of a dollar. */
    long most(AiExchange exchange, Target target, long prompt, long output);

    /** Throws what the client is told where this one must not be asked, for want of a price. */
    void admit(AiExchange exchange, Target target);

    /** How many tokens that one writes at most; {@link Usage#ABSENT} where nobody knows. */
    long maxOutput(AiExchange exchange, Target target);

    /** How many tokens of output so much money buys there at most; {@link Long#MAX_VALUE} where they cost nothing. */
    long outputFor(AiExchange exchange, Target target, long nanoUsd);
}
