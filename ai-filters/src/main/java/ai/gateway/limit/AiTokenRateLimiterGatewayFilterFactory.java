package ai.gateway.limit;

import ai.gateway.account.Accounts;
import ai.gateway.account.Subject;
import ai.gateway.account.Terms;
import ai.gateway.account.Weights;
import ai.gateway.condition.Glob;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code AiTokenRateLimiter=60000, 1m}: tokens, requests and calls at once, reserved before a call and settled after it. */
public final class AiTokenRateLimiterGatewayFilterFactory
        extends AiGatewayFilterFactory<AiTokenRateLimiterGatewayFilterFactory.Config> {

    /**
     * What a route may say.
     *
     * @param tokens of prompt and answer in a period
     * @param period {@code 1m} slides; {@code fixed 1m}, {@code day Europe/Berlin} and the like begin anew
     * @param inputTokens in a period
     * @param outputTokens in a period
     * @param requests in a period
     * @param concurrent calls at the same time
     * @param limits more of them, with windows of their own: {@code 1000000 / day}, {@code 500 requests / 1h}
     * @param by whom they are counted for
     * @param models other limits of tokens for some models: {@code gpt-5* = 20000 / 1m}
     * @param weights what a token counts, by what it is
     * @param share of a window that a call may hold at most if its client sets no cap on the answer
     * @param name under which it is counted, to share it between routes
     * @param over whether to refuse what is over the limit, or only to warn
     */
    public record Config(
            @Nullable Long tokens,
            @DefaultValue("1m") String period,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable Long requests,
            @Nullable Long concurrent,
            @DefaultValue List<String> limits,
            @DefaultValue("key") List<String> by,
            @DefaultValue List<String> models,
            @DefaultValue Weighted weights,
            @DefaultValue("0.25") double share,
            @Nullable String name,
            @DefaultValue("refuse") Terms.Over over) {}

    /** What a token counts. */
    public record Weighted(
            @DefaultValue("1") double input,
            @DefaultValue("1") double cacheRead,
            @DefaultValue("1") double cacheWrite,
            @DefaultValue("1") double output) {

        Weights weights() {
            return new Weights(input, cacheRead, cacheWrite, output);
        }
    }

    private final Accounts accounts;
    private final Function<String, KeyResolver> resolvers;

    AiTokenRateLimiterGatewayFilterFactory(
            AiExchanges exchanges, Accounts accounts, Function<String, KeyResolver> resolvers) {
        super(exchanges, Config.class, Shortcut.positions("tokens", "period"));
        this.accounts = accounts;
        this.resolvers = resolvers;
    }

    @Override
    protected AiFilter create(Config config) {
        Terms terms =
                new Terms(config.over(), null, config.share(), config.weights().weights(), Terms.USUAL.onLoss());
        return new Limits(
                accounts, Subject.of(config.name(), config.by(), resolvers), usual(config), special(config), terms);
    }

    private static List<Allowance> usual(Config config) {
        List<Allowance> usual = new ArrayList<>();
        add(usual, config.tokens(), "tokens", config);
        add(usual, config.inputTokens(), "input", config);
        add(usual, config.outputTokens(), "output", config);
        add(usual, config.requests(), "requests", config);
        if (config.concurrent() != null) {
            usual.add(Allowance.concurrent(Long.toString(config.concurrent())));
        }
        usual.addAll(Allowance.all("limits", config.limits(), AiTokenRateLimiterGatewayFilterFactory::limit));
        if (usual.isEmpty() && config.models().isEmpty()) {
            throw new IllegalArgumentException(
                    "tokens: nothing (expected: tokens, requests, concurrent, limits, or another one of them)");
        }
        return usual;
    }

    private static void add(List<Allowance> usual, @Nullable Long amount, String what, Config config) {
        if (amount != null) {
            usual.add(limit(amount + " " + what + " / " + config.period()));
        }
    }

    /** {@code 60000 / 1m}, {@code 60000 input / 1m}, {@code 100 requests / 1m}, {@code 20 concurrent}. */
    private static Allowance limit(String text) {
        int slash = text.indexOf('/');
        String amount = (slash < 0 ? text : text.substring(0, slash)).strip();
        String window = slash < 0 ? "" : text.substring(slash);
        if (amount.endsWith(" concurrent") && window.isEmpty()) {
            return Allowance.concurrent(without(amount, " concurrent"));
        }
        if (amount.endsWith(" requests")) {
            return Allowance.requests(without(amount, " requests") + window);
        }
        return Allowance.tokens(amount.endsWith(" tokens") ? without(amount, " tokens") + window : text);
    }

    private static List<Limits.ForModels> special(Config config) {
        List<Limits.ForModels> special = new ArrayList<>();
        for (String text : config.models()) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("models: " + text + " (expected: pattern = 20000 / 1m)");
            }
            String limit = text.substring(equals + 1).strip();
            String whole = limit.indexOf('/') < 0 ? limit + " / " + config.period() : limit;
            special.add(new Limits.ForModels(
                    new Glob(text.substring(0, equals).strip()),
                    Allowance.all("models", List.of(whole), AiTokenRateLimiterGatewayFilterFactory::limit)));
        }
        return special;
    }

    private static String without(String text, String ending) {
        return text.substring(0, text.length() - ending.length());
    }
}
