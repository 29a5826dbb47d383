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

    /**
     * Fields of the client's dialect, going to another one. A name with a dot before it says nothing that is missed: it is
     * a note of the dialect to itself, or what is usual anyway.
     */
    public void all(Extras extras) {
        extras.fields().keySet().stream().filter(name -> !name.startsWith(".")).forEach(names::add);
    }

    public List<String> names() {
        return List.copyOf(names);
    }
}
