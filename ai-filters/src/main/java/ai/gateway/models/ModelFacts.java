package ai.gateway.models;

import ai.gateway.exchange.Usage;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is known of one model at one provider. Any of it may be unknown, which is neither zero nor no: nobody is left out
 * by a guess.
 *
 * @param maxInput tokens of a prompt at most; {@link Usage#ABSENT} where not known
 * @param maxOutput tokens of an answer at most; {@link Usage#ABSENT} where not known
 * @param has what it is known to be able to do
 * @param lacks what it is known not to be able to do
 */
public record ModelFacts(long maxInput, long maxOutput, Set<Ability> has, Set<Ability> lacks, Prices prices) {

    public static final ModelFacts UNKNOWN =
            new ModelFacts(Usage.ABSENT, Usage.ABSENT, Set.of(), Set.of(), Prices.NONE);

    public ModelFacts {
        check("max-input", maxInput);
        check("max-output", maxOutput);
        has = Set.copyOf(has);
        lacks = Set.copyOf(lacks);
        for (Ability ability : lacks) {
            if (has.contains(ability)) {
                throw new IllegalArgumentException(ability + ": has and lacks (expected: one of them)");
            }
        }
    }

    public Known can(Ability ability) {
        return has.contains(ability) ? Known.YES : lacks.contains(ability) ? Known.NO : Known.UNKNOWN;
    }

    /** These, and where they say nothing, those: field by field, ability by ability, price by price. */
    public ModelFacts over(ModelFacts those) {
        if (those.equals(UNKNOWN)) {
            return this;
        }
        return new ModelFacts(
                maxInput != Usage.ABSENT ? maxInput : those.maxInput,
                maxOutput != Usage.ABSENT ? maxOutput : those.maxOutput,
                with(has, those.has, lacks),
                with(lacks, those.lacks, has),
                prices.over(those.prices));
    }

    ModelFacts withoutPrices() {
        return new ModelFacts(maxInput, maxOutput, has, lacks, Prices.NONE);
    }

    /** Of two providers of a model, the more generous in everything: what one of them does, the model is able to do. */
    ModelFacts orBetter(ModelFacts other) {
        Set<Ability> either = with(has, other.has, Set.of());
        return new ModelFacts(
                Math.max(maxInput, other.maxInput),
                Math.max(maxOutput, other.maxOutput),
                either,
                with(lacks, other.lacks, either),
                prices);
    }

    private static Set<Ability> with(Set<Ability> some, Set<Ability> more, Set<Ability> exceptOf) {
        Set<Ability> all = EnumSet.noneOf(Ability.class);
        all.addAll(some);
        all.addAll(more);
        all.removeAll((Collection<Ability>) exceptOf);
        return all;
    }

    private static void check(String name, long tokens) {
        if (tokens < Usage.ABSENT || tokens == 0) {
            throw new IllegalArgumentException(name + ": " + tokens + " (expected: > 0, or -1 where it is not known)");
        }
    }
}
