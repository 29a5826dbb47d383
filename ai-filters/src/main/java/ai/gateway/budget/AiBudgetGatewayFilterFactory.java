package ai.gateway.budget;

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
import ai.gateway.quota.OnLoss;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code AiBudget=100, 30d}: dollars in a period, reserved before a call and settled after it. */
public final class AiBudgetGatewayFilterFactory extends AiGatewayFilterFactory<AiBudgetGatewayFilterFactory.Config> {

    /** What happens while the store that gateways share cannot be reached. */
    public enum WhenLost {
        REFUSE,
        /** Each gateway goes on with its share of what was left, for a minute at most. */
        SHARE
    }

    /**
     * What a route may say.
     *
     * @param amount dollars, such as {@code 100} or {@code 99.50 USD}
     * @param period {@code 30d} slides; {@code month Europe/Berlin} and the like begin anew; {@code lifetime}
     * @param by whom it is counted for
     * @param models patterns of the models that it is for; none for all
     * @param tags of the keys that it is for; none for all
     * @param over {@code refuse}, {@code warn}, or the model that is asked instead
     * @param whenLost what happens while nobody can tell how much is left
     * @param share of the budget that a call may hold at most if its client sets no cap on the answer
     * @param name under which it is counted, to share it between routes
     */
    public record Config(
            String amount,
            @DefaultValue("lifetime") String period,
            @DefaultValue("key") List<String> by,
            @DefaultValue List<String> models,
            @DefaultValue Map<String, String> tags,
            @DefaultValue("refuse") String over,
            @DefaultValue("refuse") WhenLost whenLost,
            @DefaultValue("0.25") double share,
            @Nullable String name) {

        @SuppressWarnings("ConstantValue") // the binder gives null for what is missing
        public Config {
            if (amount == null) {
                throw new IllegalArgumentException("amount: nothing (expected: dollars, such as 100)");
            }
        }
    }

    private final Accounts accounts;
    private final Function<String, KeyResolver> resolvers;

    AiBudgetGatewayFilterFactory(AiExchanges exchanges, Accounts accounts, Function<String, KeyResolver> resolvers) {
        super(exchanges, Config.class, Shortcut.positions("amount", "period"));
        this.accounts = accounts;
        this.resolvers = resolvers;
    }

    @Override
    protected AiFilter create(Config config) {
        String dollars = config.amount().strip();
        boolean named = dollars.toUpperCase(Locale.ROOT).endsWith("USD");
        Allowance allowance = Allowance.budget(dollars + (named ? "" : " USD") + " / " + config.period());
        Budget.Scope scope =
                new Budget.Scope(config.models().stream().map(Glob::new).toList(), config.tags());
        return new Budget(accounts, Subject.of(config.name(), config.by(), resolvers), allowance, scope, terms(config));
    }

    private static Terms terms(Config config) {
        OnLoss onLoss = config.whenLost() == WhenLost.SHARE ? OnLoss.SHARE_OF_REST : OnLoss.REFUSE;
        return switch (config.over()) {
            case "refuse" -> new Terms(Terms.Over.REFUSE, null, config.share(), Weights.EVEN, onLoss);
            case "warn" -> new Terms(Terms.Over.WARN, null, config.share(), Weights.EVEN, onLoss);
            default -> new Terms(Terms.Over.REFUSE, config.over(), config.share(), Weights.EVEN, onLoss);
        };
    }
}
