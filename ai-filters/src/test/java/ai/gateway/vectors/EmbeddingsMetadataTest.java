package ai.gateway.vectors;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors are told. */
class EmbeddingsMetadataTest {

    @Test
    void properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.embeddings."))
                .containsExactlyInAnyOrder(
                        "ai.gateway.embeddings.enabled",
                        "ai.gateway.embeddings.model",
                        "ai.gateway.embeddings.threshold",
                        "ai.gateway.embeddings.dimensions",
                        "ai.gateway.embeddings.shortened",
                        "ai.gateway.embeddings.threads",
                        "ai.gateway.embeddings.queue",
                        "ai.gateway.embeddings.budget");
        assertThat(Metadata.describedBelow("ai.gateway.mask.")).containsExactly("ai.gateway.mask.secret");
    }
}
