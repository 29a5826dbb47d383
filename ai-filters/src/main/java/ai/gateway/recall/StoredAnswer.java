package ai.gateway.recall;

import java.util.Set;

/**
 * An answer in a store.
 *
 * @param partition whose it is
 * @param model who gave it, as {@code provider/model}
 * @param at when it was kept, in milliseconds since 1970
 * @param until when it is let go
 * @param question that was asked last; empty where it is not looked up by what it means
 */
public record StoredAnswer(
        String key,
        String partition,
        String model,
        Set<String> tags,
        long at,
        long until,
        String question,
        Kept answer) {

    public StoredAnswer {
        tags = Set.copyOf(tags);
    }

    /** What it takes in memory, about. */
    public long weight() {
        return answer.weight() + 300 + 2L * (key.length() + partition.length() + model.length() + question.length());
    }
}
