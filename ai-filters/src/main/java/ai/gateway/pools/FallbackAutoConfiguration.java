package ai.gateway.pools;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.SettingsHolder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The filter that gives a route more targets. It needs the terminal, which needs the pools. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean({AiExchanges.class, PoolItineraries.class})
public class FallbackAutoConfiguration {

    @Bean
    AiFallbackGatewayFilterFactory aiFallbackGatewayFilterFactory(
            AiExchanges exchanges, SettingsHolder settings, PoolItineraries pools, WorkingPools working) {
        return new AiFallbackGatewayFilterFactory(exchanges, settings, pools, working);
    }
}
