package ai.gateway.secrets;

import ai.gateway.scan.Scanner;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds credentials in texts: the keys, tokens and passwords of {@code docs/secrets.md}. */
public final class Secrets {

    private static final List<Rule> RULES = Rule.all();

    static {
        StandIns.read(); // now, and not when somebody waits for it
    }

    private Secrets() {}

    /** All rules. */
    public static Scanner scanner() {
        return scanner(Set.of(), 0);
    }

    /**
     * @param without names of rules that are left out
     * @param leastScore of a find, from 0 to 1
     */
    public static Scanner scanner(Set<String> without, double leastScore) {
        Set<String> names = rules();
        for (String name : without) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("rule: " + name + " (expected: one of " + names + ")");
            }
        }
        Map<String, List<Probe>> probes = Probes.of(RULES.stream()
                .filter(rule -> !without.contains(rule.name()) && rule.score() >= leastScore)
                .toList());
        Automaton automaton = new Automaton(probes);
        return text -> {
            Sight sight = new Sight(text);
            automaton.run(sight);
            return sight.finds();
        };
    }

    /** Their names, in alphabetical order. */
    public static Set<String> rules() {
        Set<String> names = new LinkedHashSet<>();
        RULES.forEach(rule -> names.add(rule.name()));
        return Collections.unmodifiableSet(names);
    }
}
