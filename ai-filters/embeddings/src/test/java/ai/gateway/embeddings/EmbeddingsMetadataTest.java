package ai.gateway.embeddings;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of this module. */
class EmbeddingsMetadataTest {

    @Test
    void metadata_properties_areDescribed() throws IOException, JsonException {
        List<String> names = new ArrayList<>();
        for (Json property : properties().items()) {
            names.add(property.get("name").text());
            assertThat(property.get("description").text()).as(names.toString()).endsWith(".");
            assertThat(property.get("defaultValue").exists())
                    .as(names.toString())
                    .isTrue();
        }

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "ai.gateway.embeddings.enabled",
                        "ai.gateway.embeddings.threads",
                        "ai.gateway.embeddings.queue",
                        "ai.gateway.embeddings.budget");
    }

    /** Of this module's own classes, not of another's on the class path. */
    private static Json properties() throws IOException, JsonException {
        String classes =
                MiniLm.class.getProtectionDomain().getCodeSource().getLocation().toString();
        String file = "META-INF/spring-configuration-metadata.json";
        for (URL each : Collections.list(MiniLm.class.getClassLoader().getResources(file))) {
            if (each.toString().contains(classes)) {
                try (InputStream json = each.openStream()) {
                    return Json.parse(json.readAllBytes()).get("properties");
                }
            }
        }
        return Json.MISSING;
    }
}
