package ai.gateway.models;

import ai.gateway.condition.Glob;

import java.util.Comparator;

/**
 * What users know of some models.
 *
 * @param pattern {@code provider/model}, in which {@code *} is any run of characters
 */
record OwnFacts(String pattern, ModelFacts facts) implements Comparable<OwnFacts> {

    private static final Comparator<OwnFacts> LESS_SPECIFIC_FIRST = Comparator.comparing(OwnFacts::isName)
            .thenComparing(OwnFacts::letters)
            .thenComparing(OwnFacts::pattern);

    OwnFacts {
        if (pattern.indexOf('/') <= 0) {
            throw new IllegalArgumentException("model: " + pattern + " (expected: provider/model)");
        }
    }

    /** The same wherever and whenever the same is written. */
    String priced() {
        return pattern + " " + facts.prices() + "\n";
    }

    boolean matches(String provider, String model) {
        return new Glob(pattern).matches(provider + "/" + model);
    }

    /** The less specific first: patterns before names, and among patterns the one with fewer letters. */
    @Override
    public int compareTo(OwnFacts other) {
        return LESS_SPECIFIC_FIRST.compare(this, other);
    }

    private boolean isName() {
        return pattern.indexOf('*') < 0;
    }

    private long letters() {
        return pattern.chars().filter(c -> c != '*').count();
    }
}
