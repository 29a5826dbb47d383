package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a request says beyond the exchange: members of its own, and members of those objects that the exchange takes apart.
 * What is left of such an object is kept under the object's name, and joins it again when it is written.
 */
final class MessageExtras {

    /** What the exchange calls {@code standard_only}. */
    static final String USUAL_TIER = "default";

    private static final Set<String> KNOWN = Set.of(
            "model",
            "system",
            "messages",
            "stream",
            "max_tokens",
            "temperature",
            "top_p",
            "top_k",
            "stop_sequences",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "output_format",
            "metadata",
            "service_tier");

    private MessageExtras() {}

    static Extras read(Json body) {
        Map<String, String> all = new LinkedHashMap<>();
        Fields.rest(body, KNOWN).fields().forEach((name, value) -> {
            if (!value.equals("null")) {
                all.put(name, value);
            }
        });
        left(body, "thinking", MessageThinking.known(body.get("thinking")), all);
        left(body, "output_config", Set.of("effort", "format"), all);
        left(body, "metadata", Set.of("user_id"), all);
        left(body, "tool_choice", Set.of("type", "name", "disable_parallel_tool_use"), all);
        return all.isEmpty() ? Extras.NONE : new Extras(all);
    }

    private static void left(Json body, String name, Set<String> known, Map<String, String> into) {
        Extras rest = Fields.rest(body.get(name), known);
        if (!rest.isEmpty()) {
            JsonWriter json = new JsonWriter().beginObject();
            write(json, rest);
            into.put(name, json.endObject().toString());
        }
    }

    /** What was left of an object, into that object. */
    static void join(JsonWriter json, Extras extras, String name) {
        String left = extras.fields().get(name);
        if (left != null) {
            Json.parse(left.getBytes(UTF_8)).members(json::field);
        }
    }

    static boolean isJoined(String name) {
        return KNOWN.contains(name);
    }

    static void write(JsonWriter json, Extras extras) {
        extras.fields().forEach((name, value) -> json.name(name).raw(value));
    }
}
