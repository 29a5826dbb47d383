package ai.gateway.embeddings;

import ai.gateway.semantic.Encoder;
import ai.gateway.vectors.EmbeddingsProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import reactor.core.scheduler.Schedulers;

/** Vectors of texts, made in process, unless a provider is to make them, or the host has another encoder. */
@AutoConfiguration(afterName = "ai.gateway.vectors.VectorsAutoConfiguration")
@ConditionalOnClass(name = "ai.onnxruntime.OrtSession")
@ConditionalOnProperty(name = "ai.gateway.embeddings.enabled", matchIfMissing = true)
@EnableConfigurationProperties(EmbeddingsProperties.class)
public class EmbeddingsAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(Encoder.class)
    MiniLm aiEncoder(EmbeddingsProperties properties) {
        return new MiniLm(new Desk(properties, OnnxModel::load, Schedulers.parallel()));
    }
}
