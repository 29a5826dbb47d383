package ai.gateway.shape;

import ai.gateway.pipeline.AiExchanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** The filters of this room. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
public class ShapeAutoConfiguration {

    @Bean
    AiModelMapGatewayFilterFactory aiModelMapGatewayFilterFactory(AiExchanges exchanges) {
        return new AiModelMapGatewayFilterFactory(exchanges);
    }

    @Bean
    AiDefaultsGatewayFilterFactory aiDefaultsGatewayFilterFactory(AiExchanges exchanges) {
        return new AiDefaultsGatewayFilterFactory(exchanges);
    }

    @Bean
    AiOverridesGatewayFilterFactory aiOverridesGatewayFilterFactory(AiExchanges exchanges) {
        return new AiOverridesGatewayFilterFactory(exchanges);
    }
}
