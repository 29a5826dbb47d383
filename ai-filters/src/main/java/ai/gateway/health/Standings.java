package ai.gateway.health;

import java.util.List;
import java.util.Map;

/** How configured pools stand at the moment, for those who watch over them. */
public interface Standings {

    /** What is known of a target, or of all targets of a pool together. */
    enum How {
        WELL,
        /** It was not, and the next request may see whether it still is not. */
        UNSURE,
        /** It is not asked. */
        OUT
    }

    /**
     * One pool.
     *
     * @param how out where none of its targets is asked: broken, drained or left alone
     * @param targets by their names; of each, what its breaker says
     */
    record Standing(String pool, How how, Map<String, How> targets) {

        public Standing {
            targets = Map.copyOf(targets);
        }
    }

    List<Standing> now();
}
