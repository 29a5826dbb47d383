package ai.gateway.meter;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of costs. */
class MeterMetadataTest {

    @Test
    void metadata_properties_areDescribed() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream json =
                MeterProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (Json property :
                    Json.parse(json.readAllBytes()).get("properties").items()) {
                if (property.get("name").text().startsWith("ai.gateway.meter.")) {
                    names.add(property.get("name").text());
                    assertThat(property.get("description").text())
                            .as(names.toString())
                            .endsWith(".");
                }
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "ai.gateway.meter.unpriced",
                        "ai.gateway.meter.reported",
                        "ai.gateway.meter.multiplier",
                        "ai.gateway.meter.models",
                        "ai.gateway.meter.tags");
    }
}
