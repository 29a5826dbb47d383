package ai.gateway.tokens;

import ai.gateway.wire.Json;

/** How many answers a request asks for: what it may cost is so many times its cap. */
public final class Choices {

    /** More than any provider gives; what a client writes beyond it is refused there. */
    private static final long MOST = 1_000;

    private static final String[] NAMES = {"n", "best_of", "num_generations"};
    private static final String[] CONFIGS = {"generationConfig", "generation_config"};
    private static final String[] CANDIDATES = {"candidateCount", "candidate_count"};

    private Choices() {}

    /** Of a body in any dialect; 1 where it says nothing. The best of several are several. */
    public static long of(Json body) {
        long most = 1;
        for (String name : NAMES) {
            most = Math.max(most, body.get(name).number(1));
        }
        for (String config : CONFIGS) {
            for (String name : CANDIDATES) {
                most = Math.max(most, body.get(config).get(name).number(1));
            }
        }
        return Math.min(most, MOST);
    }
}
