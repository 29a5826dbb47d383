package ai.gateway.hooks;

import ai.gateway.reach.Endpoint;

import java.util.Set;

/**
 * Who is called when something has happened.
 *
 * @param secret by which it knows that it is us; never shown
 * @param events the types that it wants; none for all
 */
record Receiver(Endpoint endpoint, String secret, Set<String> events) {

    Receiver {
        events = Set.copyOf(events);
    }

    boolean wants(String type) {
        return events.isEmpty() || events.contains(type);
    }

    @Override
    public String toString() {
        return "Receiver[" + endpoint + ", " + events + "]";
    }
}
