package ai.gateway.meter;

import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;

/** {@code AiCostMeter}: what a call came to, for its client, the ledger and the metrics. */
public final class AiCostMeterGatewayFilterFactory
        extends AiGatewayFilterFactory<AiCostMeterGatewayFilterFactory.Config> {

    /** Nothing: what there is to say of prices stands in {@code ai.gateway.meter}. */
    public record Config() {}

    private final Accounts accounts;

    AiCostMeterGatewayFilterFactory(AiExchanges exchanges, Accounts accounts) {
        super(exchanges, Config.class, Shortcut.NONE);
        this.accounts = accounts;
    }

    @Override
    protected AiFilter create(Config config) {
        return new CostMeter(accounts);
    }
}
