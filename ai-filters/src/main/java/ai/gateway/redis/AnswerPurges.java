package ai.gateway.redis;

import ai.gateway.recall.StoredAnswer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a gateway has heard of purges. Each has a number, later ones a higher one; each answer has that of the latest purge of
 * which whoever kept it had heard, and is gone when a later one means it.
 */
final class AnswerPurges {

    /**
     * All that was said.
     *
     * @param last number of the latest purge
     * @param floor what was kept before that one is gone, whatever it is
     * @param rules the numbers of the others
     */
    private record Heard(long last, long floor, Map<String, Long> rules) {}

    private static final String LAST = "last";
    private static final String FLOOR = "floor";

    private final AnswerSecret secret;
    private volatile Heard heard = new Heard(0, 0, Map.of());

    AnswerPurges(AnswerSecret secret) {
        this.secret = secret;
    }

    /** The number of the latest one. */
    long last() {
        return heard.last;
    }

    /** @param news what the script has said: lines of a name, a blank and a number */
    synchronized void hear(String news) {
        Map<String, Long> said = new HashMap<>();
        news.lines().forEach(line -> read(line, said));
        long last = said.getOrDefault(LAST, 0L);
        long floor = said.getOrDefault(FLOOR, 0L);
        said.keySet().removeAll(Set.of(LAST, FLOOR));
        if (last > heard.last) {
            heard = after(heard, new Heard(last, floor, said));
        }
    }

    private static Heard after(Heard before, Heard news) {
        Map<String, Long> rules = new HashMap<>(before.rules);
        rules.putAll(news.rules);
        rules.values().removeIf(number -> number <= news.floor);
        return new Heard(news.last, news.floor, Map.copyOf(rules));
    }

    private static void read(String line, Map<String, Long> into) {
        int blank = line.indexOf(' ');
        if (blank > 0) {
            // Some versions of Redis write large numbers with an exponent. All of them are exact in a double.
            into.put(line.substring(0, blank), (long) Double.parseDouble(line.substring(blank + 1)));
        }
    }

    boolean isGone(StoredAnswer answer, long stamp) {
        Heard now = heard;
        if (stamp < now.floor) {
            return true;
        }
        return stamp < now.last
                && !now.rules.isEmpty()
                && secret.rules(answer).stream().anyMatch(rule -> now.rules.getOrDefault(rule, 0L) > stamp);
    }
}
