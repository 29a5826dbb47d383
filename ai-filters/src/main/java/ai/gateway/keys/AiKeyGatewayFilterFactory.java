package ai.gateway.keys;

import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Shown;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

/** {@code AiKey}: who calls must have a key, and may do what is allowed with it. */
public final class AiKeyGatewayFilterFactory extends AiGatewayFilterFactory<AiKeyGatewayFilterFactory.Config> {

    /**
     * Where to look for it.
     *
     * @param from the places where it may be shown; without a word, wherever SDKs do
     * @param proxies in front of the gateway whose word is taken for where the client is
     */
    public record Config(
            @DefaultValue List<Shown.Place> from,
            @DefaultValue("0") int proxies) {

        public Config {
            if (proxies < 0) {
                throw new IllegalArgumentException("proxies: " + proxies + " (expected: >= 0)");
            }
        }
    }

    private final StoredKeys stored;
    private final TokenBearers bearers;
    private final KeyCheck.Tools tools;

    AiKeyGatewayFilterFactory(
            AiExchanges exchanges, StoredKeys stored, TokenBearers bearers, @Nullable Accounts accounts) {
        super(exchanges, Config.class, Shortcut.gather("from"));
        this.stored = stored;
        this.bearers = bearers;
        this.tools = new KeyCheck.Tools(exchanges, accounts, Clock.systemUTC()::millis);
    }

    @Override
    protected AiFilter create(Config config) {
        EnumSet<Shown.Place> places =
                config.from().isEmpty() ? EnumSet.allOf(Shown.Place.class) : EnumSet.copyOf(config.from());
        return new KeyCheck(places, new ClientAddress(config.proxies()), stored, bearers, tools);
    }
}
