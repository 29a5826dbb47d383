package ai.gateway.models;

import ai.gateway.exchange.Modality;
import ai.gateway.exchange.Service;

import java.util.EnumSet;
import java.util.Set;

import static ai.gateway.exchange.Usage.ABSENT;

/**
 * The most that a request may cost, told before it is made: by the dearest price that any of its tokens may have.
 *
 * @param prompt tokens that it has at most
 * @param output tokens that its answer has at most
 * @param services that may answer it
 * @param caches whether the provider is asked to keep the prompt, which may cost more than to read it
 * @param input kinds of content in the prompt
 * @param searches of the web at most
 * @param images that are made at most
 */
public record Forecast(
        long prompt,
        long output,
        Set<Service> services,
        boolean caches,
        Set<Modality> input,
        long searches,
        long images) {

    public Forecast {
        services = services.isEmpty() ? Set.of(Service.STANDARD) : Set.copyOf(services);
        input = Set.copyOf(input);
    }

    /** Of texts, which nobody keeps. */
    public static Forecast of(long prompt, long output) {
        return new Forecast(prompt, output, Set.of(), false, Set.of(), 0, 0);
    }

    /** What {@code service_tier} leaves open: nobody is sure of a cheaper or a quicker service. */
    public static Set<Service> services(Service asked) {
        return asked == Service.STANDARD ? Set.of(asked) : EnumSet.of(asked, Service.STANDARD);
    }

    public Cost most(Prices prices) {
        Sum sum = new Sum();
        sum.add("input", prompt, dearest(prices, this::reading));
        sum.add("output", output, dearest(prices, this::writing));
        Fees fees = prices.fees();
        if (fees.request() != ABSENT) {
            sum.add("request", 1, fees.request());
        }
        sum.add("search", searches, Math.max(fees.search(), Math.max(fees.searchLow(), fees.searchHigh())));
        if (fees.image() != ABSENT || output <= 0) {
            sum.add("image", images, fees.image());
        }
        return sum.toCost();
    }

    private interface Kinds {
        long dearest(Rates rates);
    }

    /** Of all services, and of all lengths of prompts up to this one: a long prompt need not be the dearer one. */
    private long dearest(Prices prices, Kinds kinds) {
        long most = ABSENT;
        for (Service service : services) {
            most = Math.max(most, kinds.dearest(prices.rates(service, prompt)));
            most = Math.max(most, kinds.dearest(prices.rates(service, 0)));
            for (Prices.Variant variant : prices.variants()) {
                if (variant.above() < prompt) {
                    most = Math.max(most, kinds.dearest(prices.rates(service, variant.above() + 1)));
                }
            }
        }
        return most;
    }

    private long reading(Rates rates) {
        long most = rates.input();
        if (most == ABSENT) {
            return ABSENT;
        }
        most = caches ? Math.max(most, Math.max(rates.cacheWrite(), rates.cacheWriteHour())) : most;
        most = input.contains(Modality.AUDIO) ? Math.max(most, rates.audioInput()) : most;
        return input.contains(Modality.IMAGE) ? Math.max(most, rates.imageInput()) : most;
    }

    /** A model that speaks may speak all of its answer. */
    private long writing(Rates rates) {
        long most = Math.max(rates.output(), Math.max(rates.reasoning(), rates.audioOutput()));
        return images > 0 ? Math.max(most, rates.imageOutput()) : most;
    }
}
