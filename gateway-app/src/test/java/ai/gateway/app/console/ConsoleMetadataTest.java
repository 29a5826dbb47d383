package ai.gateway.app.console;

import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors know of the console. */
class ConsoleMetadataTest {

    @Test
    void metadata_properties_areDescribed() throws IOException {
        List<String> names = new ArrayList<>();
        try (InputStream json = ConsoleProperties.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()
                .resolve("META-INF/spring-configuration-metadata.json")
                .toURL()
                .openStream()) {
            for (Json property :
                    Json.parse(json.readAllBytes()).get("properties").items()) {
                if (property.get("name").text().startsWith("ai.gateway.console.")) {
                    names.add(property.get("name").text());
                    assertThat(property.get("description").text()).endsWith(".");
                }
            }
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }

        assertThat(names).containsExactlyInAnyOrder("ai.gateway.console.enabled", "ai.gateway.console.hosts");
    }
}
