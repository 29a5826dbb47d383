package ai.gateway.keys;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of keys. */
class KeysMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBy("KeysProperties"))
                .containsExactlyInAnyOrder(
                        "ai.gateway.keys",
                        "ai.gateway.keys-secret",
                        "ai.gateway.owners",
                        "ai.gateway.key-store.enabled",
                        "ai.gateway.key-store.poll",
                        "ai.gateway.key-store.keep",
                        "ai.gateway.jwt.name",
                        "ai.gateway.jwt.owner",
                        "ai.gateway.jwt.models",
                        "ai.gateway.jwt.tags");
    }
}
