package ai.gateway.redis;

import ai.gateway.health.SharedHealth;
import ai.gateway.quota.Quotas;
import ai.gateway.quota.Seeds;
import ai.gateway.recall.AnswerStore;
import ai.gateway.semantic.Encoder;
import ai.gateway.semantic.MemoryQuestions;
import ai.gateway.semantic.Questions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.netty.http.client.HttpClient;

import java.time.Clock;
import java.util.function.LongSupplier;

/** Replicas share what they know, and count together, where the host of a gateway has a Redis. The names are Spring Boot 4's and 3's. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
            "org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration",
            "ai.gateway.embeddings.EmbeddingsAutoConfiguration",
            "ai.gateway.vectors.VectorsAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayAutoConfiguration"
        })
@ConditionalOnClass(name = "org.springframework.data.redis.connection.ReactiveRedisConnectionFactory")
@ConditionalOnSingleCandidate(ReactiveRedisConnectionFactory.class)
@ConditionalOnBean(HttpClient.class)
@ConditionalOnProperty(name = "ai.gateway.redis.enabled", matchIfMissing = true)
@EnableConfigurationProperties({RedisProperties.class, AnswerProperties.class})
public class RedisAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SharedHealth aiSharedHealth(ReactiveRedisConnectionFactory connections, RedisProperties properties) {
        return new RedisHealth(new HealthStore(connections, properties.keyPrefix() + "health:1"), System::nanoTime);
    }

    @Bean
    @ConditionalOnMissingBean(Quotas.class)
    RedisQuotas aiSharedQuotas(
            ReactiveRedisConnectionFactory connections, RedisProperties properties, ObjectProvider<Seeds> seeds) {
        return new RedisQuotas(QuotaRoom.of(
                connections,
                properties.keyPrefix(),
                seeds.getIfAvailable(() -> Seeds.NONE),
                Clock.systemUTC()::millis,
                QuotaRoom.Variant.NONE));
    }

    @Bean
    @ConditionalOnMissingBean(AnswerStore.class)
    @Conditional(AnswersWanted.class)
    RedisAnswerStore aiSharedAnswers(
            ReactiveRedisConnectionFactory connections, RedisProperties properties, AnswerProperties answers) {
        AnswerSecret secret = new AnswerSecret(answers.secret().strip());
        return new RedisAnswerStore(connections, properties.keyPrefix() + "answers:1", secret, AnswerPatience.DEFAULT);
    }

    @Bean
    @ConditionalOnMissingBean(Questions.class)
    @ConditionalOnBean({Encoder.class, RedisAnswerStore.class})
    RedisQuestions aiSharedQuestions(
            RedisAnswerStore answers, Encoder encoder, @Value("${ai.gateway.cache.max-questions:20000}") int most) {
        LongSupplier clock = Clock.systemUTC()::millis;
        return new RedisQuestions(
                new MemoryQuestions(most, encoder.dimensions(), clock),
                answers.questions(most),
                AnswerPatience.DEFAULT,
                answers::isLost,
                clock);
    }
}
