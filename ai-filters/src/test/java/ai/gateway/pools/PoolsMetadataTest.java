package ai.gateway.pools;

import ai.gateway.testing.Metadata;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of pools. */
class PoolsMetadataTest {

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBy("PoolsProperties"))
                .containsExactlyInAnyOrder(
                        "ai.gateway.pools",
                        "ai.gateway.model-facts",
                        "ai.gateway.overload.max-concurrent",
                        "ai.gateway.overload.queue",
                        "ai.gateway.overload.patience");
    }

    @Test
    void metadata_overload_hasItsDefaults() {
        assertThat(property("ai.gateway.overload.patience").get("defaultValue").text())
                .isEqualTo("1s");
        assertThat(property("ai.gateway.overload.max-concurrent")
                        .get("defaultValue")
                        .toString())
                .isEqualTo("0");
    }

    /** A target's calls are part of a request, which has a total time of its own. */
    @Test
    void metadata_targets_offerNoTotalTimeOut() {
        assertThat(property("ai.gateway.pools").get("type").text())
                .contains(PoolsProperties.PoolProperties.class.getName());
        assertThat(Arrays.stream(PoolsProperties.Timeouts.class.getRecordComponents())
                        .map(RecordComponent::getName))
                .containsExactly("connect", "firstEvent", "betweenEvents");
    }

    private static Json property(String name) {
        for (Json property : Metadata.properties().items()) {
            if (property.get("name").text().equals(name)) {
                return property;
            }
        }
        throw new AssertionError(name);
    }
}
