package ai.gateway.guard;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose addresses may stand in an answer. */
final class Hosts {

    private final Set<String> names;

    /** @param names of hosts; of all below one as {@code .example.com} */
    Hosts(List<String> names) {
        this.names = names.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether that is the address of one of them. What nobody can read is none. */
    boolean have(String address) {
        try {
            String host = URI.create(address.startsWith("//") ? "https:" + address : address)
                    .getHost();
            String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
            return names.contains(name) || names.stream().anyMatch(each -> each.startsWith(".") && name.endsWith(each));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
