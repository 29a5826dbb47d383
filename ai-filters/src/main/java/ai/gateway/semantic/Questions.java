package ai.gateway.semantic;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Questions by what they mean, each partition for itself. What is kept may be forgotten at any time: whoever finds a question
 * looks whether its answer is still there. Safe for all threads, none of which waits.
 */
public interface Questions {

    /**
     * What lies nearest, best first; it comes on another thread. Is no use of it, see {@link #touch}.
     *
     * @param most how many at most
     */
    Mono<List<Near>> near(String partition, float[] vector, int most);

    /** Keeps a question until then; one with the same id is replaced. Nobody may change the vector afterwards. */
    void keep(String partition, String id, float[] vector, long untilMillis);

    /** Says that a question was of use, and is worth keeping. */
    void touch(String partition, String id);

    /** Its answer was not found. */
    void remove(String partition, String id);
}
