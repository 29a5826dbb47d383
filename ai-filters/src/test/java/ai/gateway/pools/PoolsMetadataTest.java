package ai.gateway.pools;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of pools. */
class PoolsMetadataTest {

    private static Json properties;

    @BeforeAll
    static void load() throws IOException {
        try (InputStream json =
                PoolsProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            properties = Json.parse(json.readAllBytes()).get("properties");
        }
    }

    @Test
    void metadata_properties_areDescribed() {
        List<String> names = new ArrayList<>();
        for (Json property : properties.items()) {
            if (property.get("sourceType").text().contains("PoolsProperties")) {
                names.add(property.get("name").text());
                assertThat(property.get("description").text())
                        .as(names.toString())
                        .endsWith(".");
            }
        }
        assertThat(names)
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
        for (Json property : properties.items()) {
            if (property.get("name").text().equals(name)) {
                return property;
            }
        }
        throw new AssertionError(name);
    }
}
