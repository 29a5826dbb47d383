package ai.gateway.access;

import java.util.List;

/**
 * What may be used, as people write it: {@code 100 / 1m}, {@code 1000000 input / 1d}, {@code 5}, {@code 100 USD / 30d}.
 *
 * @param concurrent calls at the same time
 * @param budget money
 */
public record Amounts(List<String> requests, List<String> tokens, List<String> concurrent, List<String> budget) {

    public static final Amounts NONE = new Amounts(List.of(), List.of(), List.of(), List.of());

    public Amounts {
        requests = List.copyOf(requests);
        tokens = List.copyOf(tokens);
        concurrent = List.copyOf(concurrent);
        budget = List.copyOf(budget);
    }
}
