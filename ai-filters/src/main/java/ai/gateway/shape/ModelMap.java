package ai.gateway.shape;

import ai.gateway.condition.Glob;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.Decision;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/** Asks another model where the client's matches; of several patterns the first one counts. */
final class ModelMap implements AiFilter {

    private record Rule(Glob from, String to) {}

    private final List<Rule> rules;

    /** @param pairs {@code from=to}, where {@code from} may have {@code *} and {@code ?} */
    ModelMap(List<String> pairs) {
        List<Rule> read = new ArrayList<>();
        for (String pair : pairs) {
            int split = pair.indexOf('=');
            if (split < 1 || split == pair.length() - 1) {
                throw new IllegalArgumentException("models: " + pair + " (expected: from=to)");
            }
            read.add(new Rule(
                    new Glob(pair.substring(0, split).trim()),
                    pair.substring(split + 1).trim()));
        }
        if (read.isEmpty()) {
            throw new IllegalArgumentException("models: none (expected: at least one from=to)");
        }
        rules = List.copyOf(read);
    }

    @Override
    public Mono<Decision> decide(AiExchange exchange) {
        String model = exchange.request().model();
        if (model == null) {
            return Decision.pass();
        }
        for (Rule rule : rules) {
            if (rule.from().matches(model)) {
                return Decision.of(
                        "model " + model + " -> " + rule.to(),
                        () -> exchange.request().askModel(rule.to()));
            }
        }
        return Decision.pass();
    }

    /** Also a form, such as that of a transcription. */
    @Override
    public boolean takes(AiRequest request) {
        return request.namesModel();
    }
}
