package ai.gateway.dialect;

import ai.gateway.exchange.Call;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dialects that this gateway speaks, in the order in which they are asked whether a request is theirs. */
public final class Dialects {

    private final List<Dialect> ordered;
    private final Map<String, Dialect> byId = new LinkedHashMap<>();

    public Dialects(List<Dialect> dialects) {
        ordered = List.copyOf(dialects);
        ordered.forEach(dialect -> byId.put(dialect.id(), dialect));
    }

    /** The call that a request makes, or null when no dialect knows its path. */
    public @Nullable Call recognise(Head head) {
        for (Dialect dialect : ordered) {
            Call call = dialect.recognise(head);
            if (call != null) {
                return call;
            }
        }
        return null;
    }

    public Dialect get(String id) {
        return find(id).orElseThrow(() ->
                new IllegalArgumentException("dialect: " + id + " (expected: one of " + byId.keySet() + ")"));
    }

    public Optional<Dialect> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Dialect of(Call call) {
        return get(call.dialect());
    }
}
