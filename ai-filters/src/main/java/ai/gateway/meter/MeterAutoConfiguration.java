package ai.gateway.meter;

import ai.gateway.account.Pricing;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import reactor.netty.http.client.HttpClient;

/** What calls cost, wherever there is a gateway. */
@AutoConfiguration(
        afterName = "org.springframework.cloud.gateway.config.GatewayAutoConfiguration",
        beforeName = "ai.gateway.autoconfigure.ProviderAutoConfiguration")
@ConditionalOnBean(HttpClient.class)
public class MeterAutoConfiguration {

    @Bean
    MeterReader aiMeterReader() {
        return new MeterReader();
    }

    @Bean
    Pricing aiPricing() {
        return new MeterPricing();
    }
}
