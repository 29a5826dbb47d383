package ai.gateway.route;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The filters of this room. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
public class RouteAutoConfiguration {

    @Bean
    AiTimeoutsGatewayFilterFactory aiTimeoutsGatewayFilterFactory(AiExchanges exchanges) {
        return new AiTimeoutsGatewayFilterFactory(exchanges);
    }

    @Bean
    AiTranslateGatewayFilterFactory aiTranslateGatewayFilterFactory(AiExchanges exchanges, Dialects dialects) {
        return new AiTranslateGatewayFilterFactory(exchanges, dialects);
    }
}
