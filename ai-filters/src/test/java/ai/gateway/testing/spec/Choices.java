package ai.gateway.testing.spec;

import com.networknt.schema.Error;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what is meant where a JSON fits none of a choice of schemas: each of them says why it is not the one, and what counts
 * is what that one says which the JSON comes closest to.
 */
final class Choices {

    private static final String ANY_OF = "/anyOf/";

    /**
     * @param path of keywords, on which the schema was come to
     * @param place in the JSON
     */
    private record Fault(String path, String place, String what, boolean otherKind) {

        static Fault of(Error error) {
            String place = error.getInstanceLocation().toString();
            boolean named = Set.of("enum", "const", "type").contains(error.getKeyword());
            return new Fault(
                    error.getEvaluationPath().toString(),
                    place,
                    error.getKeyword() + " " + Arrays.toString(error.getArguments()) + " by "
                            + error.getSchemaLocation().getFragment(),
                    named && (place.endsWith("/type") || place.endsWith("/role") || place.endsWith("/stream")));
        }

        int depth() {
            return place.split("/").length;
        }
    }

    private Choices() {}

    static List<String> meant(List<Error> errors) {
        List<Fault> faults = errors.stream().map(Fault::of).toList();
        while (faults.stream().anyMatch(fault -> fault.path().contains(ANY_OF))) {
            faults = innermost(faults);
        }
        return faults.stream()
                .map(fault -> fault.place() + " " + fault.what())
                .distinct()
                .toList();
    }

    /** Makes the deepest choice. */
    private static List<Fault> innermost(List<Fault> faults) {
        String longest = faults.stream()
                .map(fault -> fault.path().substring(0, fault.path().lastIndexOf(ANY_OF) + 1))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
        List<Fault> left = new ArrayList<>();
        Map<String, Map<String, List<Fault>>> places = new LinkedHashMap<>();
        for (Fault fault : faults) {
            if (fault.path().startsWith(longest + "anyOf/")) {
                String choice = fault.path()
                        .substring(longest.length() + "anyOf/".length())
                        .split("/", 2)[0];
                places.computeIfAbsent(place(fault, longest), place -> new TreeMap<>())
                        .computeIfAbsent(choice, number -> new ArrayList<>())
                        .add(fault);
            } else {
                left.add(fault);
            }
        }
        places.forEach((place, choices) -> closest(place, choices)
                .forEach(fault -> left.add(new Fault(longest, fault.place(), fault.what(), fault.otherKind()))));
        return left;
    }

    /** Where in the JSON the choice is: a step of the path into an object or an array is one of the place. */
    private static String place(Fault fault, String path) {
        String[] words = path.split("/");
        int steps = 0;
        for (int at = 1; at < words.length; at++) {
            if (words[at].equals("properties")) {
                steps++;
                at++;
            } else if (words[at].equals("items") || words[at].equals("additionalProperties")) {
                steps++;
            }
        }
        String[] place = fault.place().split("/");
        return String.join("/", Arrays.copyOf(place, Math.min(steps + 1, place.length)));
    }

    /** One of the right type, in which the fault lies deep and alone. */
    private static List<Fault> closest(String place, Map<String, List<Fault>> choices) {
        int own = place.split("/").length + 1;
        Comparator<List<Fault>> order = Comparator.comparing(
                faults -> faults.stream().anyMatch(fault -> fault.otherKind() && fault.depth() <= own));
        return choices.values().stream()
                .min(order.thenComparing(faults ->
                                -faults.stream().mapToInt(Fault::depth).max().orElse(0))
                        .thenComparing(List::size))
                .orElseThrow();
    }
}
