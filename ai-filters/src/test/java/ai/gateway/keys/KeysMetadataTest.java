package ai.gateway.keys;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of keys. */
class KeysMetadataTest {

    @Test
    void metadata_properties_areDescribed() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream json =
                KeysProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (Json property :
                    Json.parse(json.readAllBytes()).get("properties").items()) {
                if (property.get("sourceType").text().contains("KeysProperties")) {
                    names.add(property.get("name").text());
                    assertThat(property.get("description").text())
                            .as(names.toString())
                            .endsWith(".");
                }
            }
        }
        assertThat(names)
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
