package ai.gateway.shape;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.Decision;
import ai.gateway.wire.Json;
import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.TreeMap;

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
        Map<String, String> due = new TreeMap<>();
        values.forEach((name, value) -> {
            Json present = exchange.request().parameter(name);
            boolean missing = !present.exists() || present.isNull();
            if (missing || (which == Which.ALL && !present.toString().equals(value))) {
                due.put(name, value);
            }
        });
        if (due.isEmpty()) {
            return Decision.pass();
        }
        return Decision.of("set " + String.join(", ", due.keySet()), () -> due.forEach(exchange.request()::set));
    }
}
