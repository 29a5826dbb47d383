package ai.gateway.semantic;

import reactor.core.publisher.Mono;

/** Makes vectors of texts; texts that say nearly the same get vectors that lie near each other. Safe for all threads. */
public interface Encoder {

    /** Which model, in which version: vectors of different ones cannot be compared. */
    String model();

    int dimensions();

    /** The cosine from which on two texts may ask the same, where nobody has said another. */
    float threshold();

    /**
     * The vector of a text. Never works on the thread that subscribes; fails when it is too busy, or would take too long.
     */
    Mono<Encoded> encode(String text);
}
