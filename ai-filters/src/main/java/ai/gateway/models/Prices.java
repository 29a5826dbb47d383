package ai.gateway.models;

import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a model costs, as its provider's price list has it.
 *
 * @param standard what tokens cost where nothing else is said
 * @param variants where some of them cost something else
 * @param fees what is charged apiece
 */
public record Prices(Rates standard, List<Variant> variants, Fees fees) {

    public static final Prices NONE = new Prices(Rates.NONE, List.of(), Fees.NONE);

    /**
     * Other prices for some tokens. What it leaves out costs what it costs otherwise.
     *
     * @param service asked for so
     * @param above for prompts of more tokens than that; 0 for prompts of any length
     */
    public record Variant(Service service, long above, Rates rates) {

        public Variant {
            if (above < 0) {
                throw new IllegalArgumentException("above: " + above + " (expected: >= 0)");
            }
        }

        private boolean holds(Service asked, long prompt) {
            return service == asked && prompt > above;
        }

        private boolean isAnyLength() {
            return above == 0;
        }
    }

    /** Longer prompts stand behind shorter ones, so that the last one that holds wins. */
    public Prices {
        variants = variants.stream()
                .sorted(Comparator.comparing(Variant::service).thenComparing(Variant::above))
                .toList();
    }

    public static Prices of(Rates standard) {
        return new Prices(standard, List.of(), Fees.NONE);
    }

    /**
     * What tokens cost in a request with a prompt of so many tokens. A service whose list says nothing of long prompts
     * charges more for them as everybody else does: by the factor by which the standard price rises.
     */
    public Rates rates(Service service, long prompt) {
        if (variants.isEmpty()) {
            return standard;
        }
        long length = Math.max(prompt, 1);
        Rates usual = tiers(Service.STANDARD, length).over(standard);
        if (service == Service.STANDARD) {
            return usual;
        }
        Rates plain = variants.stream()
                .filter(variant -> variant.service() == service && variant.isAnyLength())
                .map(Variant::rates)
                .findFirst()
                .orElse(Rates.NONE);
        return tiers(service, length).over(scaled(plain, usual)).over(usual);
    }

    /**
     * About what a request would cost as a {@link Usd} amount, to find the cheapest of several: nothing of it is cached or
     * anything but text. {@link Usage#ABSENT} where a price of what it has is not known.
     */
    public long estimate(long promptTokens, long outputTokens) {
        long prompt = Math.max(promptTokens, 0);
        long output = Math.max(outputTokens, 0);
        Rates rates = rates(Service.STANDARD, prompt);
        boolean unknown = rates.input() == Usage.ABSENT && rates.output() == Usage.ABSENT;
        if (unknown || lacks(prompt, rates.input()) || lacks(output, rates.output())) {
            return Usage.ABSENT;
        }
        long tokens = Amounts.plus(
                Amounts.times(prompt, Math.max(rates.input(), 0)), Amounts.times(output, Math.max(rates.output(), 0)));
        return Amounts.plus(tokens, Math.max(fees.request(), 0));
    }

    /**
     * These, and where they say nothing, those. A standard price of these holds under all circumstances of which these say
     * nothing: whoever has a price of their own does not pay more of it for long prompts by somebody's list.
     */
    public Prices over(Prices those) {
        List<Variant> both = new ArrayList<>(variants);
        for (Variant theirs : those.variants) {
            Rates left =
                    Rates.of(Amounts.without(standard.amounts(), theirs.rates().amounts()));
            for (Variant ours : variants) {
                if (ours.service() == theirs.service() && ours.above() == theirs.above()) {
                    both.remove(ours);
                    left = ours.rates().over(left);
                }
            }
            if (!left.equals(Rates.NONE)) {
                both.add(new Variant(theirs.service(), theirs.above(), left));
            }
        }
        return new Prices(standard.over(those.standard), both, fees.over(those.fees));
    }

    private static boolean lacks(long tokens, long price) {
        return tokens > 0 && price == Usage.ABSENT;
    }

    private Rates tiers(Service service, long prompt) {
        Rates found = Rates.NONE;
        for (Variant variant : variants) {
            if (variant.holds(service, prompt) && !variant.isAnyLength()) {
                found = variant.rates().over(found);
            }
        }
        return found;
    }

    private Rates scaled(Rates plain, Rates usual) {
        long[] amounts = plain.amounts();
        long[] from = standard.amounts();
        long[] to = usual.amounts();
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] > 0 && from[i] > 0 && to[i] != from[i]) {
                amounts[i] = Amounts.times(amounts[i], to[i]) / from[i];
            }
        }
        return Rates.of(amounts);
    }
}
