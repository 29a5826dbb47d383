package ai.gateway.predicate;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.AiExchanges;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/** All predicates. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
public class PredicateAutoConfiguration {

    @Bean
    AiModelRoutePredicateFactory aiModelRoutePredicateFactory(AiExchanges exchanges) {
        return new AiModelRoutePredicateFactory(exchanges);
    }

    @Bean
    AiOperationRoutePredicateFactory aiOperationRoutePredicateFactory(AiExchanges exchanges) {
        return new AiOperationRoutePredicateFactory(exchanges);
    }

    @Bean
    AiDialectRoutePredicateFactory aiDialectRoutePredicateFactory(AiExchanges exchanges, Dialects dialects) {
        return new AiDialectRoutePredicateFactory(exchanges, dialects);
    }

    @Bean
    AiStreamRoutePredicateFactory aiStreamRoutePredicateFactory(AiExchanges exchanges) {
        return new AiStreamRoutePredicateFactory(exchanges);
    }

    @Bean
    AiToolsRoutePredicateFactory aiToolsRoutePredicateFactory(AiExchanges exchanges) {
        return new AiToolsRoutePredicateFactory(exchanges);
    }

    @Bean
    AiModalityRoutePredicateFactory aiModalityRoutePredicateFactory(AiExchanges exchanges) {
        return new AiModalityRoutePredicateFactory(exchanges);
    }

    @Bean
    AiTokensRoutePredicateFactory aiTokensRoutePredicateFactory(AiExchanges exchanges) {
        return new AiTokensRoutePredicateFactory(exchanges);
    }

    @Bean
    AiKeyTagRoutePredicateFactory aiKeyTagRoutePredicateFactory(AiExchanges exchanges) {
        return new AiKeyTagRoutePredicateFactory(exchanges);
    }

    @Bean
    AiSampleRoutePredicateFactory aiSampleRoutePredicateFactory(AiExchanges exchanges) {
        return new AiSampleRoutePredicateFactory(exchanges);
    }
}
