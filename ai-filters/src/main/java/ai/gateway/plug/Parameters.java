package ai.gateway.plug;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request parameters as a route names them: names to JSON values. */
public final class Parameters {

    private Parameters() {}

    /**
     * Either one JSON object, or a comma list of {@code name=value}. A value that is JSON is that; any other is a string.
     */
    public static Map<String, String> read(String text) {
        Map<String, String> values = text.stripLeading().startsWith("{") ? object(text) : pairs(text);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("set: nothing (expected: name=value, or a JSON object)");
        }
        return values;
    }

    private static Map<String, String> object(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            Json.parse(text.strip().getBytes(StandardCharsets.UTF_8))
                    .members((name, value) -> values.put(name, value.toString()));
        } catch (JsonException e) {
            throw new IllegalArgumentException("set: " + e.getMessage());
        }
        return values;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int split = pair.indexOf('=');
            if (split < 1) {
                throw new IllegalArgumentException("set: " + pair.trim() + " (expected: name=value)");
            }
            values.put(
                    pair.substring(0, split).trim(),
                    asJson(pair.substring(split + 1).trim()));
        }
        return values;
    }

    private static String asJson(String value) {
        try {
            return Json.parse(value.getBytes(StandardCharsets.UTF_8)).toString();
        } catch (JsonException e) {
            return JsonWriter.quote(value);
        }
    }
}
