package ai.gateway.health;

/** Is told when a breaker changes its state. Must not block: it runs on the event loop of a request. */
@FunctionalInterface
public interface StateListener {

    void changed(StateChange change);
}
