package ai.gateway.semantic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the lists of words that the rules are made of. */
final class Lists {

    private Lists() {}

    static List<String> list(String words) {
        return List.of(words.strip().split("\\s+", -1));
    }

    static Set<String> set(String words) {
        return Set.copyOf(new HashSet<>(list(words)));
    }

    /** {@code can't:can not|im:i am}. */
    static Map<String, String[]> phrases(String text) {
        Map<String, String[]> all = new HashMap<>();
        for (String line : text.strip().split("\\|", -1)) {
            int colon = line.indexOf(':');
            all.put(
                    line.substring(0, colon).strip(),
                    line.substring(colon + 1).strip().split(" ", -1));
        }
        return Map.copyOf(all);
    }

    /** Lines of words that stand for the first one of their line. */
    static Map<String, String> groups(String lines) {
        Map<String, String> all = new HashMap<>();
        lines.lines().forEach(line -> {
            List<String> words = list(line);
            words.forEach(word -> all.putIfAbsent(word, words.get(0)));
        });
        return Map.copyOf(all);
    }
}
