package ai.gateway.log;

import ai.gateway.pipeline.AiExchanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The log of a route. */
@AutoConfiguration(after = LogAutoConfiguration.class, afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean({AiExchanges.class, Outlets.class})
public class LogFilterAutoConfiguration {

    @Bean
    AiLogGatewayFilterFactory aiLogGatewayFilterFactory(
            AiExchanges exchanges, LogProperties properties, Outlets outlets) {
        return new AiLogGatewayFilterFactory(exchanges, new UserHeaders(properties.sessionHeader()), outlets);
    }
}
