package ai.gateway.meter;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Besides;
import ai.gateway.exchange.Besides.Units;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Principal;
import ai.gateway.exchange.Service;
import ai.gateway.exchange.Usage;
import ai.gateway.models.Cost;
import ai.gateway.models.Fees;
import ai.gateway.models.Forecast;
import ai.gateway.models.ModelFacts;
import ai.gateway.models.ModelTable;
import ai.gateway.models.Prices;
import ai.gateway.models.Pricing;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

import static ai.gateway.exchange.Usage.ABSENT;

/** Tells what calls cost, by the prices and by the settings of one moment. Safe for all threads. */
public final class Metering {

    private final MeterSettings settings;
    private final ModelTable models;

    Metering(MeterSettings settings, ModelTable models) {
        this.settings = settings;
        this.models = models;
    }

    /** By the settings that an exchange began with. */
    public static Metering of(Settings settings) {
        return new Metering(settings.part(MeterSettings.class), settings.part(ModelTable.class));
    }

    /** What an attempt came to. */
    public Metered of(MeteredCall call) {
        Consumption used = Consumption.of(call);
        if (isNothing(call, used.usage())) {
            return new Metered(used.usage(), false, 0, Origin.NONE, Cost.NOTHING.unpriced());
        }
        long reported = used.usage().besides().bill().cost();
        if (reported != ABSENT && !used.estimated() && settings.believes(call.name())) {
            return metered(call, used, Cost.of(reported), Origin.REPORTED);
        }
        Cost cost = listed(call, used.usage());
        boolean told = cost.isPriced() || settings.unpriced(call.name()) == Unpriced.ZERO;
        return metered(call, used, cost, told ? Origin.LIST : Origin.UNPRICED);
    }

    /**
     * The most that a request may cost, in billionths of a dollar; what has no price is left out of it.
     *
     * @param target whom it may go to
     */
    public long most(Target target, Forecast forecast, @Nullable Principal who) {
        return multiplied(forecast.most(facts(target).prices()), name(target), who)
                .nanoUsd();
    }

    /** Whether a call may be made: not where it has no price, and where that is asked for. */
    public boolean admits(Target target, Supplier<Forecast> forecast) {
        return unpriced(target) != Unpriced.REJECT
                || forecast.get().most(facts(target).prices()).isPriced();
    }

    /** What becomes of calls of that target for which there is no price. */
    public Unpriced unpriced(Target target) {
        return settings.unpriced(name(target));
    }

    /** What is known of the model of that target. */
    ModelFacts facts(Target target) {
        return models.find(target.provider().name(), model(target));
    }

    /** As settings name it: {@code provider/model}. */
    private static String name(Target target) {
        return target.provider().name() + "/" + model(target);
    }

    private static String model(Target target) {
        return target.model() == null ? "" : target.model();
    }

    private Metered metered(MeteredCall call, Consumption used, Cost cost, Origin origin) {
        long nanos = multiplied(cost, call.name(), call.who()).nanoUsd();
        return new Metered(used.usage(), used.estimated(), nanos, origin, cost.unpriced());
    }

    private Cost multiplied(Cost cost, String model, @Nullable Principal who) {
        Cost product = cost;
        for (long factor : settings.factors(model, who)) {
            product = product.timesMillionths(factor);
        }
        return product;
    }

    /** The answer's name for the model counts where the price list does not know the one that was asked for: a deployment's. */
    private Cost listed(MeteredCall call, Usage usage) {
        Prices prices = models.find(call.provider(), call.model()).prices();
        String answered = call.facts().model();
        if (prices.equals(Prices.NONE) && answered != null) {
            prices = models.find(call.provider(), answered).prices();
        }
        Service service = usage.besides().bill().service();
        Usage searched = searched(usage, call.facts(), prices.fees());
        return Pricing.of(
                prices,
                new Pricing.Used(
                        call.operation(),
                        searched,
                        service == null ? Service.STANDARD : service,
                        call.facts().images()));
    }

    /** Who does not count searches, but says how big one was or what was found, has made one, where these have a price. */
    private static Usage searched(Usage usage, AnswerFacts facts, Fees fees) {
        Besides besides = usage.besides();
        boolean one = facts.cited() || besides.bill().searchSize() != null;
        if (!one || besides.units().searches() != ABSENT || fees.search() == ABSENT) {
            return usage;
        }
        return usage.with(besides.with(besides.units().updatedBy(Units.ofSearches(1))));
    }

    private static boolean isNothing(MeteredCall call, Usage usage) {
        Besides besides = usage.besides();
        boolean counted = usage.isKnown()
                || usage.prompt() > 0
                || call.facts().images() > 0
                || !besides.units().equals(Units.NONE)
                || besides.bill().cost() != ABSENT
                || besides.bill().input() != ABSENT;
        return !counted && (!call.begun() || isFree(call.operation()));
    }

    /** Nobody asks money for these; what nobody knows would have said that it used something. */
    private static boolean isFree(Operation operation) {
        return switch (operation) {
            case COUNT_TOKENS, MODELS, FILES, BATCHES, OTHER -> true;
            case CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION -> false;
        };
    }
}
