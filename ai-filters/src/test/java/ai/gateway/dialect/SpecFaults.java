package ai.gateway.dialect;

import ai.gateway.testing.spec.Spec;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong with many JSONs: each fault once, with the first JSON that has it. */
final class SpecFaults {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, String> found = new LinkedHashMap<>();
    private final Spec spec;
    private int count;

    SpecFaults(Spec spec) {
        this.spec = spec;
    }

    void add(String name, byte[] json) {
        count++;
        for (String fault : spec.faults(MAPPER.readTree(json))) {
            found.putIfAbsent(
                    fault.replaceAll("/[0-9]+", "/#"), name + ": " + new String(json, StandardCharsets.UTF_8));
        }
    }

    /** By its place, in which any number stands for all. */
    Map<String, String> found() {
        return found;
    }

    /** How many were looked at. */
    int count() {
        return count;
    }
}
