package ai.gateway.observe;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of what can be seen. */
class ObserveMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.observe."))
                .containsExactlyInAnyOrder("ai.gateway.observe.key-tags", "ai.gateway.observe.most-series");
    }
}
