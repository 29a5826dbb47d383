package ai.gateway.meter;

import ai.gateway.account.Pricing;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What calls cost, wherever there is a gateway. */
@AutoConfiguration(beforeName = "ai.gateway.autoconfigure.ProviderAutoConfiguration")
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
