package ai.gateway.dialect;

import ai.gateway.exchange.Extras;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what a client said that cannot be said in the provider's dialect. Nothing is dropped in silence. */
public final class Dropped {

    private final Set<String> names = new LinkedHashSet<>();

    public void add(String name) {
        names.add(name);
    }

    /** Fields of the client's dialect, going to another one. */
    public void all(Extras extras) {
        names.addAll(extras.fields().keySet());
    }

    public List<String> names() {
        return List.copyOf(names);
    }
}
