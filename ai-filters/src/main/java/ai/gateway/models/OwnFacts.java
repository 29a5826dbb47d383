package ai.gateway.models;

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

    boolean matches(String provider, String model) {
        return matches(provider + "/" + model);
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

    /** Greedy, with one step back to the last star. */
    private boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                mark = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
