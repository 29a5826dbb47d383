package ai.gateway.dialect;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The traits of providers as the catalogue that we ship has them. */
final class KnownTraits {

    private static final JsonNode CATALOGUE = read();

    private KnownTraits() {}

    /** None where the catalogue has none for it. */
    static Traits of(String provider) {
        JsonNode traits = CATALOGUE.path(provider).path("traits");
        Set<String> lacks = new LinkedHashSet<>();
        traits.path("lacks").forEach(name -> lacks.add(name.asString()));
        Map<String, String> renames = new LinkedHashMap<>();
        traits.path("renames").forEachEntry((from, to) -> renames.put(from.replaceAll("[\\[\\]]", ""), to.asString()));
        return new Traits(lacks, renames, Traits.NONE.maxOutput());
    }

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(Traits.class.getResourceAsStream("/ai/gateway/providers.yml"))) {
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new JsonMapper().valueToTree(yaml).path("ai.gateway.providers");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
