package ai.gateway.injection;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Words that are read in spite of their inner letters being out of order: {@code ignroe}. */
final class Typos {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 24;

    /** Words in their own right that have the letters of others. */
    private static final Set<String> RIGHT = Set.of("eslint", "compiles", "reserve", "cloud", "oneapi", "untied");

    private final Map<Long, String> words = new HashMap<>();

    void add(String word) {
        if (word.length() >= SHORTEST && word.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')) {
            words.putIfAbsent(key(word), word);
        }
    }

    /** The word that is meant; empty where none is. */
    String meant(Letters letters, int from, int to) {
        int length = to - from;
        if (length < SHORTEST || length > LONGEST) {
            return "";
        }
        StringBuilder word = new StringBuilder(length);
        for (int i = from; i < to; i++) {
            word.append(letters.small(i));
        }
        String meant = words.getOrDefault(key(word), "");
        return meant.isEmpty() || RIGHT.contains(word.toString()) ? "" : meant;
    }

    /** Its first and last letter, and the sum of those between. */
    private static long key(CharSequence word) {
        int last = word.length() - 1;
        long sum = 31L * word.charAt(0) + 1009L * word.charAt(last) + ((long) word.length() << 48);
        for (int i = 1; i < last; i++) {
            long mixed = word.charAt(i) * 0x9E3779B97F4A7C15L;
            sum += mixed ^ (mixed >>> 29);
        }
        return sum;
    }
}
