package ai.gateway.cache;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.MemoryAnswerStore;
import ai.gateway.recall.Tally;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.VectorIndex;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.util.function.LongSupplier;

/** The cache, wherever there is a gateway. */
@AutoConfiguration(
        afterName = {
            "ai.gateway.autoconfigure.PipelineAutoConfiguration",
            "ai.gateway.embeddings.EmbeddingsAutoConfiguration",
            "ai.gateway.vectors.VectorsAutoConfiguration",
            "ai.gateway.redis.RedisAutoConfiguration"
        })
@ConditionalOnBean(AiExchanges.class)
@EnableConfigurationProperties(CacheProperties.class)
public class CacheAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(AnswerStore.class)
    MemoryAnswerStore aiAnswers(CacheProperties properties) {
        return new MemoryAnswerStore(properties.maxMemory().toBytes(), Clock.systemUTC()::millis);
    }

    @Bean
    Tally aiCacheTally(ObjectProvider<Encoder> encoders) {
        Encoder encoder = encoders.getIfAvailable();
        return new Tally(encoder == null ? 1 : encoder.threshold());
    }

    @Bean
    Shadow aiCacheShadow(Tally tally, ObjectProvider<Encoder> encoders, Dialects dialects) {
        Encoder encoder = encoders.getIfAvailable();
        return new Shadow(
                tally.shadow(), encoder == null ? (one, other, told) -> {} : new AnswerAgreement(dialects, encoder));
    }

    @Bean
    Cache aiCache(
            AnswerStore answers,
            CacheProperties properties,
            ObjectProvider<Encoder> encoders,
            Shadow shadow,
            Tally tally) {
        LongSupplier clock = Clock.systemUTC()::millis;
        Encoder encoder = encoders.getIfAvailable();
        Meanings meanings = encoder == null
                ? null
                : new Meanings(
                        encoder,
                        new VectorIndex(properties.maxQuestions()),
                        answers,
                        clock,
                        Schedulers.newSingle("ai-questions", /* daemon= */ true));
        return new Cache(answers, meanings, shadow, properties.epoch(), tally, clock);
    }

    @Bean
    AiCacheGatewayFilterFactory aiCacheGatewayFilterFactory(AiExchanges exchanges, Cache cache) {
        return new AiCacheGatewayFilterFactory(exchanges, cache);
    }
}
