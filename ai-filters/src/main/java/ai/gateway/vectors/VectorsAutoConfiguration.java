package ai.gateway.vectors;

import ai.gateway.exchange.AiException;
import ai.gateway.pipeline.OwnCalls;
import ai.gateway.semantic.Encoder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import java.util.Objects;

/** Vectors of texts, made by a provider, where the host has named one and has no encoder of its own. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean(OwnCalls.class)
@ConditionalOnProperty(name = "ai.gateway.embeddings.enabled", matchIfMissing = true)
@EnableConfigurationProperties(EmbeddingsProperties.class)
public class VectorsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(Encoder.class)
    @ConditionalOnProperty("ai.gateway.embeddings.model")
    ProviderEncoder aiProviderEncoder(OwnCalls calls, EmbeddingsProperties properties) {
        String model = Objects.requireNonNull(properties.model());
        try {
            calls.requireEmbeddings(model);
        } catch (AiException | IllegalArgumentException e) {
            throw new IllegalArgumentException("ai.gateway.embeddings.model: " + e.getMessage(), e);
        }
        return new ProviderEncoder(calls, model, Objects.requireNonNull(properties.threshold()), properties);
    }
}
