package ai.gateway.mask;

import ai.gateway.scan.Cover;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What one request has hidden, and what stands in its place: the same for the same, and never what the request says anyway. */
final class Vault implements Cover {

    private final Names names;
    private final Set<String> said;
    private final Map<String, String> given = new HashMap<>();
    private final Map<String, String> originals = new HashMap<>();

    /** @param said what no name may be: it stands in the request */
    Vault(Names names, Set<String> said) {
        this.names = names;
        this.said = Set.copyOf(said);
    }

    @Override
    public String of(String type, String original) {
        return given.computeIfAbsent(type + ' ' + original, key -> named(type, original));
    }

    private String named(String type, String original) {
        for (int attempt = 0; ; attempt++) {
            String name = names.of(type, original, attempt);
            if (!said.contains(name) && originals.putIfAbsent(name, original) == null) {
                return name;
            }
        }
    }

    /** What stood where each name stands. */
    Map<String, String> originals() {
        return originals;
    }

    boolean isEmpty() {
        return originals.isEmpty();
    }
}
