package ai.gateway.quota;

import java.util.Collection;
import java.util.List;

/** Where it is written down for good what was used: a store that has lost its memory is told again. */
@FunctionalInterface
public interface Seeds {

    /** Nothing is written down. */
    Seeds NONE = List::of;

    /**
     * What was used, in all windows that are not over, of all calls that had settled when this was asked. Blocks; called off the
     * event loops.
     */
    Collection<Charge> live();
}
