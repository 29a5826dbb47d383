package ai.gateway.testing;

import ai.gateway.wire.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors are told of the properties of this module. */
public final class Metadata {

    private Metadata() {}

    public static Json properties() {
        try (InputStream json = Json.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return Json.parse(json.readAllBytes()).get("properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of those that are bound to a class of that name, each of which has a whole sentence to say of it. */
    public static List<String> describedBy(String properties) {
        return described(property -> property.get("sourceType").text().contains(properties));
    }

    /** The same for those that are called so. */
    public static List<String> describedBelow(String prefix) {
        return described(property -> property.get("name").text().startsWith(prefix));
    }

    private static List<String> described(Predicate<Json> wanted) {
        List<String> names = new ArrayList<>();
        for (Json property : properties().items()) {
            if (wanted.test(property)) {
                names.add(property.get("name").text());
                assertThat(property.get("description").text())
                        .as(names.toString())
                        .endsWith(".");
            }
        }
        return names;
    }
}
