package ai.gateway.cache;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.MemoryAnswerStore;
import ai.gateway.recall.Tally;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** The cache, wherever there is a gateway. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(AiExchanges.class)
@EnableConfigurationProperties(CacheProperties.class)
public class CacheAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(AnswerStore.class)
    MemoryAnswerStore aiAnswers(CacheProperties properties) {
        return new MemoryAnswerStore(properties.maxMemory().toBytes(), Clock.systemUTC()::millis);
    }

    @Bean
    Cache aiCache(AnswerStore answers, CacheProperties properties) {
        return new Cache(answers, properties.epoch(), new Tally(), Clock.systemUTC()::millis);
    }

    @Bean
    AiCacheGatewayFilterFactory aiCacheGatewayFilterFactory(AiExchanges exchanges, Cache cache) {
        return new AiCacheGatewayFilterFactory(exchanges, cache);
    }
}
