package ai.gateway.pools;

import ai.gateway.condition.Condition;
import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Usage;
import ai.gateway.models.Ability;
import ai.gateway.models.Known;
import ai.gateway.models.ModelFacts;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

/** Whether a target can serve a request at all. What nobody knows of it does not speak against it. */
final class Fit {

    /** Said last, of those who could serve it. */
    static final String FORBIDDEN = "not permitted";

    private final Ask ask;

    Fit(Ask ask) {
        this.ask = ask;
    }

    /**
     * Why it cannot, in a few words; null where it can.
     *
     * @param maxPrice of the pool and all those that it is in; -1 for any price
     */
    @Nullable
    String obstacle(Member member, Pool pool, long maxPrice) {
        if (member.weight() == 0) {
            return "weight 0";
        }
        Condition when = member.when();
        if (when != null && !when.test(ask)) {
            return "not when " + when;
        }
        String missing = missingTag(member, pool);
        if (missing != null) {
            return "not tagged " + missing;
        }
        Member.Asks asks = member.asks();
        String lacking = asks == null ? null : obstacle(asks, maxPrice);
        return lacking == null && member.pool() == null && ask.forbids(asks) ? FORBIDDEN : lacking;
    }

    private @Nullable String missingTag(Member member, Pool pool) {
        for (Pool.Rule rule : pool.rules()) {
            if (!member.tags().containsAll(rule.require())
                    && (rule.when() == null || rule.when().test(ask))) {
                return rule.require().stream()
                        .filter(tag -> !member.tags().contains(tag))
                        .findFirst()
                        .orElseThrow();
            }
        }
        return null;
    }

    private @Nullable String obstacle(Member.Asks asks, long maxPrice) {
        Provider provider = asks.provider();
        if (!provider.isUsable()) {
            return "not usable: " + provider.obstacle();
        }
        if (!does(provider)) {
            return "no " + ask.operationName();
        }
        ModelFacts facts = asks.facts();
        String lacking = facts.lacks().isEmpty() ? null : lacking(facts);
        if (lacking != null) {
            return lacking;
        }
        if (facts.maxInput() != Usage.ABSENT
                && ask.tokensAtMost() > facts.maxInput()
                && ask.tokens() > facts.maxInput()) {
            return "context of " + facts.maxInput() + " tokens";
        }
        return maxPrice < 0 ? null : priced(facts, maxPrice);
    }

    /** In any dialect: what cannot be said in the client's may be said in another. Where nobody counts tokens, we estimate them. */
    private boolean does(Provider provider) {
        Operation operation = ask.operation();
        if (operation == Operation.OTHER
                || operation == Operation.COUNT_TOKENS
                || provider.takes(ask.dialect(), operation)) {
            return true;
        }
        for (String dialect : provider.bases().keySet()) {
            if (provider.takes(dialect, operation)) {
                return true;
            }
        }
        return !provider.deployments().isEmpty();
    }

    private @Nullable String lacking(ModelFacts facts) {
        if (ask.operation() != Operation.CHAT || !ask.isReadable()) {
            return null;
        }
        if (ask.facts().tools() && facts.can(Ability.TOOLS) == Known.NO) {
            return "no tools";
        }
        if (ask.carries(Modality.IMAGE) && facts.can(Ability.VISION) == Known.NO) {
            return "no vision";
        }
        if (ask.carries(Modality.AUDIO) && facts.can(Ability.AUDIO_INPUT) == Known.NO) {
            return "no audio";
        }
        if (ask.carries(Modality.FILE) && facts.can(Ability.PDF) == Known.NO) {
            return "no files";
        }
        return facts.can(Ability.SCHEMA) == Known.NO && ask.wantsSchema() ? "no JSON schema" : null;
    }

    private @Nullable String priced(ModelFacts facts, long maxPrice) {
        long price = price(facts);
        return price > maxPrice ? "price over max-price" : null;
    }

    /** What the request would cost there; -1 where nobody knows. */
    long price(ModelFacts facts) {
        long most = ask.facts().maxOutput();
        return facts.prices().estimate(ask.tokens(), most < 0 ? Ask.EXPECTED_TOKENS : most);
    }
}
