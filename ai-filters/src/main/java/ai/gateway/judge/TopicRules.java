package ai.gateway.judge;

import java.util.List;

/**
 * What may be talked about.
 *
 * @param allow phrases of which one must be near; empty where anything may be talked about that is not denied
 * @param deny phrases of which none may be near
 * @param threshold the cosine from which on a text is near a phrase
 */
public record TopicRules(List<String> allow, List<String> deny, double threshold) {

    /** Phrases are made vectors of one after the other, and all of them are compared with. */
    private static final int MOST = 256;

    /** With the model that is built in, most of what is meant is so near to one of some phrases, and little else is. */
    private static final double ALLOWED = 0.25;

    /** So near, hardly anything else is. */
    private static final double DENIED = 0.35;

    private static final double BOTH = 0.30;

    public TopicRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        if (allow.isEmpty() && deny.isEmpty()) {
            throw new IllegalArgumentException("topics: none (expected: allow or deny)");
        }
        if (allow.size() + deny.size() > MOST) {
            throw new IllegalArgumentException(
                    "topics: " + (allow.size() + deny.size()) + " (expected: up to " + MOST + ")");
        }
        if (allow.stream().anyMatch(String::isBlank) || deny.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("topics: an empty one (expected: a phrase)");
        }
        if (!(threshold > 0 && threshold < 1)) {
            throw new IllegalArgumentException("topics: threshold " + threshold + " (expected: above 0, below 1)");
        }
    }

    /** With a threshold for the model that is built in. */
    public TopicRules(List<String> allow, List<String> deny) {
        this(allow, deny, deny.isEmpty() ? ALLOWED : allow.isEmpty() ? DENIED : BOTH);
    }
}
