package ai.gateway.pii;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to look for.
 *
 * @param minScore finds that are less sure are none
 * @param allowed texts that are never found, as they are written
 * @param regions countries whose phone numbers are known without their code
 */
public record Wanted(
        Set<Entity> entities,
        double minScore,
        Set<String> allowed,
        List<String> regions,
        List<CustomPattern> patterns,
        List<WordList> words) {

    /** What is written like much else is below, with a word near by that says what it is, above. */
    public static final double DEFAULT_MIN_SCORE = 0.5;

    public static final List<String> DEFAULT_REGIONS = List.of("US", "GB");

    public Wanted {
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("min-score: " + minScore + " (expected: 0 to 1)");
        }
        entities = Set.copyOf(entities);
        allowed = Set.copyOf(allowed);
        regions = List.copyOf(regions);
        patterns = List.copyOf(patterns);
        words = List.copyOf(words);
    }

    /** Those entities, by the names of entities and groups, and {@code ALL}. */
    public static Wanted of(String... names) {
        EnumSet<Entity> entities = EnumSet.noneOf(Entity.class);
        for (String name : names) {
            entities.addAll(Entity.named(name));
        }
        return new Wanted(entities, DEFAULT_MIN_SCORE, Set.of(), DEFAULT_REGIONS, List.of(), List.of());
    }

    public Wanted withMinScore(double score) {
        return new Wanted(entities, score, allowed, regions, patterns, words);
    }

    public Wanted withAllowed(Set<String> texts) {
        return new Wanted(entities, minScore, texts, regions, patterns, words);
    }

    public Wanted withRegions(List<String> countries) {
        return new Wanted(entities, minScore, allowed, countries, patterns, words);
    }

    public Wanted withPatterns(List<CustomPattern> own) {
        return new Wanted(entities, minScore, allowed, regions, own, words);
    }

    public Wanted withWords(List<WordList> lists) {
        return new Wanted(entities, minScore, allowed, regions, patterns, lists);
    }
}
