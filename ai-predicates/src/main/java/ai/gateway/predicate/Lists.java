package ai.gateway.predicate;

import java.util.List;

/** Checks of list arguments. */
final class Lists {

    private Lists() {}

    static <T> List<T> required(String name, List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + ": none (expected: at least one)");
        }
        return List.copyOf(values);
    }
}
