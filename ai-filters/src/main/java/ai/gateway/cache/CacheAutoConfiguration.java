package ai.gateway.cache;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.recall.AnswerStore;
import ai.gateway.recall.MemoryAnswerStore;
import ai.gateway.recall.Tally;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.MemoryQuestions;
import ai.gateway.semantic.Questions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

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
    @ConditionalOnBean(Encoder.class)
    @ConditionalOnMissingBean(Questions.class)
    MemoryQuestions aiQuestions(CacheProperties properties, Encoder encoder) {
        return new MemoryQuestions(properties.maxQuestions(), encoder.dimensions(), Clock.systemUTC()::millis);
    }

    @Bean
    @ConditionalOnBean({Encoder.class, Questions.class})
    Meanings aiMeanings(Encoder encoder, Questions questions, AnswerStore answers) {
        return new Meanings(encoder, questions, answers);
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
            ObjectProvider<Meanings> meanings,
            Shadow shadow,
            Tally tally) {
        return new Cache(
                answers, meanings.getIfAvailable(), shadow, properties.epoch(), tally, Clock.systemUTC()::millis);
    }

    @Bean
    AiCacheGatewayFilterFactory aiCacheGatewayFilterFactory(AiExchanges exchanges, Cache cache) {
        return new AiCacheGatewayFilterFactory(exchanges, cache);
    }
}
