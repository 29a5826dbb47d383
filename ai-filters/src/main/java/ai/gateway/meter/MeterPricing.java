package ai.gateway.meter;

import ai.gateway.account.Pricing;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Service;
import ai.gateway.models.Forecast;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Pick;
import ai.gateway.pipeline.Spent;
import ai.gateway.provider.Target;
import ai.gateway.wire.Json;

import java.util.Set;

/** What accounts ask, answered by the meter of the settings that an exchange began with. */
final class MeterPricing implements Pricing {

    /** So many tokens at once, so that what one of them costs is not lost in rounding. */
    private static final long MANY = 1_000_000;

    @Override
    public Price of(AiExchange exchange, Spent spent, long prompt) {
        boolean begun = spent.how() != Pick.Result.FAILED || spent.facts().seenTokens() > 0;
        Metered metered = Metering.of(exchange.settings())
                .of(new MeteredCall(
                        spent.target(),
                        exchange.call().operation(),
                        spent.facts(),
                        begun,
                        prompt,
                        exchange.principal()));
        return new Price(
                metered.usage(),
                metered.estimated(),
                metered.nanoUsd(),
                metered.origin().word());
    }

    @Override
    public long most(AiExchange exchange, Target target, long prompt, long output) {
        Forecast forecast = forecast(exchange, target, prompt, output);
        return Metering.of(exchange.settings()).most(target, forecast, exchange.principal());
    }

    @Override
    public void admit(AiExchange exchange, Target target) {
        if (!Metering.of(exchange.settings()).admits(target, () -> forecast(exchange, target, 1, 1))) {
            throw Failure.of(
                            FailureCode.NOT_PERMITTED,
                            "model: " + target.provider().name() + "/" + target.model()
                                    + " has no price, and what has none is not asked (set it in ai.gateway.model-facts)")
                    .asException();
        }
    }

    @Override
    public long maxOutput(AiExchange exchange, Target target) {
        return Metering.of(exchange.settings()).facts(target).maxOutput();
    }

    @Override
    public long outputFor(AiExchange exchange, Target target, long nanoUsd) {
        long many = most(exchange, target, 0, MANY) - most(exchange, target, 0, 0);
        return many <= 0 ? Long.MAX_VALUE : (long) ((double) nanoUsd * MANY / many);
    }

    private static Forecast forecast(AiExchange exchange, Target target, long prompt, long output) {
        AiRequest request = exchange.request();
        Operation operation = request.call().operation();
        if (!request.isReadable()) {
            return Forecast.of(prompt, output);
        }
        boolean keeps =
                target.provider().speaks("anthropic") || target.provider().speaks("bedrock");
        return new Forecast(
                prompt,
                output,
                services(request),
                keeps,
                request.facts().input(),
                0,
                operation == Operation.IMAGE ? request.choices() : 0);
    }

    private static Set<Service> services(AiRequest request) {
        Json tier = request.json().get("service_tier");
        if (!tier.isString()) {
            return Set.of(Service.STANDARD);
        }
        return switch (tier.text()) {
            case "flex" -> Forecast.services(Service.FLEX);
            case "priority" -> Forecast.services(Service.PRIORITY);
            default -> Set.of(Service.STANDARD);
        };
    }
}
