package ai.gateway.meter;

import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of costs. */
class MeterMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.meter."))
                .containsExactlyInAnyOrder(
                        "ai.gateway.meter.unpriced",
                        "ai.gateway.meter.reported",
                        "ai.gateway.meter.multiplier",
                        "ai.gateway.meter.models",
                        "ai.gateway.meter.tags");
    }
}
