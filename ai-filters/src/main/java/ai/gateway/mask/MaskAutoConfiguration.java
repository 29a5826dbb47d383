package ai.gateway.mask;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.scan.Recognisers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The mask. */
@AutoConfiguration(
        afterName = {
            "ai.gateway.autoconfigure.PipelineAutoConfiguration",
            "ai.gateway.recognise.RecogniseAutoConfiguration"
        })
@ConditionalOnBean({AiExchanges.class, Recognisers.class})
@EnableConfigurationProperties(MaskProperties.class)
public class MaskAutoConfiguration {

    @Bean
    AiMaskGatewayFilterFactory aiMaskGatewayFilterFactory(
            AiExchanges exchanges, MaskProperties properties, Recognisers recognisers) {
        return new AiMaskGatewayFilterFactory(exchanges, properties, recognisers);
    }
}
