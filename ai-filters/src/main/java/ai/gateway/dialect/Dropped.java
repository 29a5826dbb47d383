package ai.gateway.dialect;

import ai.gateway.exchange.ChatRequest;
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

    public void note(String name, boolean lost) {
        if (lost) {
            add(name);
        }
    }

    /** What surrounds a chat, where a dialect has words for the chat alone. */
    public void surroundings(ChatRequest request) {
        ChatRequest.Account account = request.account();
        note("parallel_tool_calls", Boolean.FALSE.equals(request.parallelCalls()));
        note("verbosity", request.verbosity() != null);
        note("user", account.user() != null);
        note("metadata", !account.metadata().isEmpty());
        note("service_tier", account.tier() != null);
        note("prompt_cache_key", account.cacheKey() != null);
        note("store", Boolean.TRUE.equals(account.store()));
    }

    /**
     * Fields of the client's dialect, going to another one. A name with a dot before it says nothing that is missed: it is
     * a note of the dialect to itself, or what is usual anyway.
     */
    public void all(Extras extras) {
        if (extras.isEmpty()) {
            return;
        }
        extras.fields().keySet().stream().filter(name -> !name.startsWith(".")).forEach(names::add);
    }

    public List<String> names() {
        return List.copyOf(names);
    }
}
