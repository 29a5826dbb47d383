package ai.gateway.health;

import java.util.function.Consumer;

/**
 * By which the replicas of a gateway tell each other what they find out. Nobody waits for it: a finding that gets lost is
 * one that each replica makes by itself.
 */
public interface SharedHealth {

    /** Every gateway by itself. */
    SharedHealth NONE = new NotShared();

    /** Tells the others soon. Called on the event loops of requests: does not block, and throws nothing. */
    void tell(Finding finding);

    /** From now on, {@code listener} gets what others have found out, more than once maybe. */
    void onTold(Consumer<Finding> listener);
}
