package ai.gateway.account;

import ai.gateway.exchange.Usage;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Prospects;
import ai.gateway.provider.Target;
import ai.gateway.quota.Allowance;
import ai.gateway.tokens.PromptCount;
import ai.gateway.tokens.Tokenizers;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Says what a call can come to at most. Where its client has set no cap on the answer, it gets one if it could otherwise
 * exceed what is held for it.
 */
final class Forecaster {

    /** What an answer may have of tokens where neither the client nor the model's facts say it. */
    private static final long USUAL_OUTPUT = 4096;

    private final Prospects prospects;
    private final Pricing pricing;
    private final Tokenizers tokenizers;

    Forecaster(Prospects prospects, Pricing pricing, Tokenizers tokenizers) {
        this.prospects = prospects;
        this.pricing = pricing;
        this.tokenizers = tokenizers;
    }

    /** By a bound that costs next to nothing. */
    Forecast bound(ServerWebExchange web, AiExchange exchange, List<Demand> demands) {
        return exchange.request().isReadable() && demands.stream().anyMatch(Demand::isForecast)
                ? of(web, exchange, demands, PromptCount::bound)
                : Forecast.NOTHING;
    }

    /** As closely as it can be told; off the event loop where that takes long. */
    Mono<Forecast> close(ServerWebExchange web, AiExchange exchange, List<Demand> demands) {
        if (!exchange.request().isReadable()) {
            return Mono.just(Forecast.NOTHING);
        }
        ToLongFunction<PromptCount> near = count -> count.near(tokenizers);
        return exchange.request().promptCount(null, null).isBig()
                ? Mono.fromCallable(() -> of(web, exchange, demands, near)).subscribeOn(Schedulers.boundedElastic())
                : Mono.just(of(web, exchange, demands, near));
    }

    private Forecast of(
            ServerWebExchange web, AiExchange exchange, List<Demand> demands, ToLongFunction<PromptCount> counting) {
        List<Target> targets = prospects.of(web, exchange);
        long prompt = prompt(exchange, targets, counting);
        Forecast tokens = exchange.request().call().operation().isWritten()
                ? writing(exchange, targets, demands, prompt)
                : new Forecast(prompt, 0, 0, null);
        if (demands.stream().noneMatch(demand -> demand.unit() == Allowance.Unit.NANO_USD)) {
            return tokens;
        }
        long money = 0;
        for (Target target : targets) {
            pricing.admit(exchange, target); // nobody spends what nobody can count
            money = Math.max(money, pricing.most(exchange, target, prompt, tokens.output()));
        }
        return new Forecast(prompt, tokens.output(), money, tokens.cap());
    }

    private static long prompt(AiExchange exchange, List<Target> targets, ToLongFunction<PromptCount> counting) {
        if (targets.isEmpty()) {
            return counting.applyAsLong(
                    exchange.request().promptCount(null, exchange.request().model()));
        }
        long most = 0;
        for (Target target : targets) {
            PromptCount count = exchange.request().promptCount(target.provider().name(), target.model());
            most = Math.max(most, counting.applyAsLong(count));
        }
        return most;
    }

    private Forecast writing(AiExchange exchange, List<Target> targets, List<Demand> demands, long prompt) {
        long choices = exchange.request().choices();
        long asked = exchange.request().facts().maxOutput();
        if (asked != Usage.ABSENT) {
            return new Forecast(prompt, asked * choices, 0, null);
        }
        long ceiling = ceiling(exchange, targets);
        long most = (ceiling == Usage.ABSENT ? USUAL_OUTPUT : ceiling) * choices;
        long output = most;
        for (Demand demand : demands) {
            if (demand.terms().over() == Terms.Over.REFUSE) {
                output = Math.min(output, Math.max(1, share(exchange, targets, demand)));
            }
        }
        boolean binds = demands.stream()
                .anyMatch(demand -> demand.isForecast() && demand.terms().over() == Terms.Over.REFUSE);
        boolean mayExceed = ceiling == Usage.ABSENT || output < most;
        String model = targets.isEmpty() ? null : targets.get(0).model();
        return new Forecast(prompt, output, 0, binds && mayExceed ? new Forecast.Cap(output, model) : null);
    }

    /** The most that any of them writes; absent where one of them may write any number. */
    private long ceiling(AiExchange exchange, List<Target> targets) {
        long most = Usage.ABSENT;
        for (Target target : targets) {
            long one = pricing.maxOutput(exchange, target);
            if (one == Usage.ABSENT) {
                return Usage.ABSENT;
            }
            most = Math.max(most, one);
        }
        return most;
    }

    /** How many tokens of output one call may hold of it. */
    private long share(AiExchange exchange, List<Target> targets, Demand demand) {
        if (demand.terms().share() >= 1) {
            return Long.MAX_VALUE;
        }
        long part = (long) (demand.allowance().amount() * demand.terms().share());
        return switch (demand.unit()) {
            case REQUESTS, CONCURRENT, INPUT_TOKENS -> Long.MAX_VALUE;
            case TOKENS, OUTPUT_TOKENS -> part;
            case NANO_USD ->
                targets.stream()
                        .mapToLong(target -> pricing.outputFor(exchange, target, part))
                        .min()
                        .orElse(Long.MAX_VALUE);
        };
    }
}
