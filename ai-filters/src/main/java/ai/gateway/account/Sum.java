package ai.gateway.account;

import ai.gateway.exchange.Usage;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Spent;

import java.util.List;

/** Adds up what the attempts of a call came to. */
final class Sum {

    private Sum() {}

    /** @param prompt how many tokens the request has, for those who have not told */
    static Total of(AiExchange exchange, Pricing pricing, long prompt, List<Spent> attempts) {
        Usage usage = Usage.NONE;
        long nanoUsd = 0;
        String from = "none";
        boolean estimated = false;
        for (Spent spent : attempts) {
            Pricing.Price price = pricing.of(exchange, spent, prompt);
            usage = usage.equals(Usage.NONE) ? price.usage() : usage.plus(price.usage());
            nanoUsd += price.nanoUsd();
            estimated |= price.estimated();
            from = price.from().equals("none") ? from : price.from();
        }
        return new Total(usage, nanoUsd, from, estimated, attempts.size());
    }
}
