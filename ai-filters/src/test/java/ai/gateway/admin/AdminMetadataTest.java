package ai.gateway.admin;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of the admin API. */
class AdminMetadataTest {

    @Test
    void metadata_properties_areDescribed() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream json =
                AdminProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            for (Json property :
                    Json.parse(json.readAllBytes()).get("properties").items()) {
                if (property.get("sourceType").text().contains("AdminProperties")) {
                    names.add(property.get("name").text());
                    assertThat(property.get("description").text())
                            .as(names.toString())
                            .endsWith(".");
                }
            }
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "ai.gateway.admin.token",
                        "ai.gateway.admin.tokens",
                        "ai.gateway.admin.path",
                        "ai.gateway.admin.rotation-grace");
    }
}
