package ai.gateway.pii;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Words that say what stands beside them: {@code passport} speaks for the number that follows. */
final class Context {

    /** Chars before a find in which a word counts. */
    private static final int BEFORE = 64;

    /** Chars behind it. */
    private static final int AFTER = 28;

    private static final double NOWHERE = -1;

    private static final Map<Entity, Context> OF_ENTITIES = ofEntities();

    private final Phrases words;

    Context(Collection<String> words) {
        this.words = Phrases.of(words);
    }

    static Context of(Entity entity) {
        return Objects.requireNonNull(OF_ENTITIES.get(entity));
    }

    /** How near the nearest word is: 1 beside it, 0 at the end of the window, negative where there is none. */
    double closeness(Text text, int start, int end) {
        double before = before(text, start);
        double after = after(text, end);
        return Math.max(before, after);
    }

    private double before(Text text, int start) {
        int first = Math.max(0, start - BEFORE);
        for (int at = start - 1; at >= first; at--) {
            if (isEndOfParagraph(text, at)) {
                return NOWHERE;
            }
            int end = text.isBoundary(at) ? words.end(text, at) : -1;
            if (end >= 0 && end <= start) {
                return 1 - (double) (start - end) / BEFORE;
            }
        }
        return NOWHERE;
    }

    /** What follows may speak of what comes next, and counts half. */
    private double after(Text text, int end) {
        int last = Math.min(text.length(), end + AFTER);
        for (int at = end; at < last; at++) {
            if (isEndOfParagraph(text, at)) {
                return NOWHERE;
            }
            if (text.isBoundary(at) && words.end(text, at) >= 0) {
                return (1 - (double) (at - end) / AFTER) / 2;
            }
        }
        return NOWHERE;
    }

    private static Map<Entity, Context> ofEntities() {
        Map<Entity, Context> all = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            all.put(entity, new Context(entity.context()));
        }
        return all;
    }

    private static boolean isEndOfParagraph(Text text, int at) {
        return text.at(at) == '\n' && text.at(at + 1) == '\n';
    }
}
