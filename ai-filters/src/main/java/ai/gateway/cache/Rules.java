package ai.gateway.cache;

import ai.gateway.recall.Pace;

import java.time.Duration;
import java.util.Set;

/**
 * What a route says of its cache.
 *
 * @param ttl how long an answer is given again
 * @param stale how much longer it is given while it is asked anew
 * @param sharing who gets whose answers
 * @param most bytes of an answer that is kept
 * @param charged whether an answer that is given again counts against limits and budgets
 * @param shared whether those who ask the same at the same time share a call
 * @param usage as it is told with an answer that is given again
 * @param tags by which answers can be purged
 */
record Rules(
        Duration ttl,
        Duration stale,
        Sharing sharing,
        long most,
        Pace pace,
        boolean charged,
        boolean shared,
        ToldUsage usage,
        Set<String> tags,
        Semantic semantic) {

    Rules {
        tags = Set.copyOf(tags);
    }
}
