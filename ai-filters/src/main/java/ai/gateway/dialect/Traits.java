package ai.gateway.dialect;

import java.util.Map;
import java.util.Set;

/**
 * How one provider's way of speaking a dialect differs from the dialect's own: data, from the catalogue.
 *
 * @param lacks parameters that it refuses or does not know, by the dialect's own names; a name with a value behind an
 *     equals sign ({@code role=developer}) is a value that it does not know
 * @param renames parameters that have another name here
 * @param maxOutput cap on the answer's tokens where the dialect needs one and the client gave none
 */
public record Traits(Set<String> lacks, Map<String, String> renames, long maxOutput) {

    public static final Traits NONE = new Traits(Set.of(), Map.of(), 8192);

    public Traits {
        lacks = Set.copyOf(lacks);
        renames = Map.copyOf(renames);
    }

    public boolean has(String parameter) {
        return !lacks.contains(parameter);
    }

    public String nameOf(String parameter) {
        return renames.getOrDefault(parameter, parameter);
    }
}
