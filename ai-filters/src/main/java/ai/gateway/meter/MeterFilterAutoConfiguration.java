package ai.gateway.meter;

import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The meter of a route, wherever accounts are kept. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.AccountAutoConfiguration")
@ConditionalOnBean(Accounts.class)
public class MeterFilterAutoConfiguration {

    @Bean
    AiCostMeterGatewayFilterFactory aiCostMeterGatewayFilterFactory(AiExchanges exchanges, Accounts accounts) {
        return new AiCostMeterGatewayFilterFactory(exchanges, accounts);
    }
}
