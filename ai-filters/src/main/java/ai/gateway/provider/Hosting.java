package ai.gateway.provider;

import ai.gateway.dialect.Paths;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/**
 * How a cloud takes the requests of another vendor's API: at paths of its own, with some of the body moved. Data.
 *
 * @param paths where each operation is done, below the base URL; <code>{model}</code> stands for the model
 * @param streamPaths the same for streams; where there is none, a stream is asked for as a whole answer is
 * @param adds members that a body gets, whatever it had under that name
 * @param without members that a body must not have
 * @param lists headers of the client that become members: their comma-separated values are a list
 * @param query parameters of the vendor's query that pass
 * @param carrier the dialect in whose frames and failures the answers come; null where they are the vendor's own
 */
public record Hosting(
        Map<Operation, String> paths,
        Map<Operation, String> streamPaths,
        Map<String, String> adds,
        Set<String> without,
        Map<String, String> lists,
        Set<String> query,
        @Nullable String carrier) {

    private static final String MODEL = "{model}";

    public Hosting {
        paths = Map.copyOf(paths);
        streamPaths = Map.copyOf(streamPaths);
        adds = Map.copyOf(adds);
        without = Set.copyOf(without);
        lists = Map.copyOf(lists);
        query = Set.copyOf(query);
    }

    /** What it has no path for goes to the provider as to any other. */
    boolean takes(Operation operation) {
        return paths.containsKey(operation);
    }

    /** The path of a call, with the model in it where the template asks for it. */
    public String path(Operation operation, boolean stream, String model) {
        return template(operation, stream).replace(MODEL, Paths.encode(model));
    }

    /** Whether the path names the model, so that the body must not. */
    public boolean namesModel(Operation operation) {
        return template(operation, /* stream= */ false).contains(MODEL);
    }

    private String template(Operation operation, boolean stream) {
        String path = paths.get(operation);
        if (path == null) {
            throw new IllegalArgumentException(
                    "operation: " + operation + " (expected: one of " + paths.keySet() + ")");
        }
        return stream ? streamPaths.getOrDefault(operation, path) : path;
    }
}
