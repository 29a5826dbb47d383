package ai.gateway.mask;

import ai.gateway.pipeline.AiExchanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The mask. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
@EnableConfigurationProperties(MaskProperties.class)
public class MaskAutoConfiguration {

    @Bean
    AiMaskGatewayFilterFactory aiMaskGatewayFilterFactory(AiExchanges exchanges, MaskProperties properties) {
        return new AiMaskGatewayFilterFactory(exchanges, properties);
    }
}
