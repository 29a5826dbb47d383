package ai.gateway.shape;

import ai.gateway.dialect.Dialect;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.Decision;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sets parameters in a request's body: those that are missing, or all of them. */
final class ParameterFilter implements AiFilter {

    /** Which parameters are set. */
    enum Which {
        MISSING,
        ALL
    }

    private final Map<String, String> values;
    private final Which which;

    ParameterFilter(Map<String, String> values, Which which) {
        this.values = Map.copyOf(values);
        this.which = which;
    }

    @Override
    public Mono<Decision> decide(AiExchange exchange) {
        Dialect dialect = exchange.dialect();
        Map<String, String> due = new java.util.TreeMap<>();
        values.forEach((name, value) -> {
            String path = dialect.parameterPath(name);
            Json present = at(exchange.request().json(), path);
            boolean missing = !present.exists() || present.isNull();
            if (missing || (which == Which.ALL && !present.toString().equals(value))) {
                due.put(path, value);
            }
        });
        if (due.isEmpty()) {
            return Decision.pass();
        }
        return Decision.of(
                "set " + String.join(", ", due.keySet()),
                () -> due.forEach((path, value) -> set(exchange, path, value)));
    }

    private static Json at(Json root, String path) {
        Json value = root;
        for (String name : path.split("\\.", -1)) {
            value = value.get(name);
        }
        return value;
    }

    /** Puts the value at the end of the path, and makes on the way the objects that are not there. */
    private static void set(AiExchange exchange, String path, String value) {
        List<String> names = new ArrayList<>(List.of(path.split("\\.", -1)));
        Json object = exchange.request().json();
        while (names.size() > 1 && object.get(names.get(0)).isObject()) {
            object = object.get(names.remove(0));
        }
        String put = value;
        for (int i = names.size() - 1; i > 0; i--) {
            put = "{" + JsonWriter.quote(names.get(i)) + ":" + put + "}";
        }
        exchange.request().edit(JsonEdit.of(exchange.request().json()).put(object, names.get(0), put));
    }
}
