package ai.gateway.delivery;

import ai.gateway.reach.Endpoint;

import java.util.Set;

/**
 * Who is called when something has happened.
 *
 * @param secret by which it knows that it is us; never shown, and empty where the form has none
 * @param events the types that it wants; none for all
 */
public record Receiver(Endpoint endpoint, Form form, String secret, Set<String> events) {

    /** How it wants to be told. */
    public enum Form {
        /** JSON of ours, with a signature. */
        SIGNED,
        /** {@code {"text": …}}, to a URL that is a secret itself. */
        SLACK
    }

    public Receiver {
        events = Set.copyOf(events);
    }

    /** One that checks signatures. */
    public Receiver(Endpoint endpoint, String secret, Set<String> events) {
        this(endpoint, Form.SIGNED, secret, events);
    }

    boolean wants(String type) {
        return events.isEmpty() || events.contains(type);
    }

    @Override
    public String toString() {
        return "Receiver[" + endpoint + ", " + form + ", " + events + "]";
    }
}
