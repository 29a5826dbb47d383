package ai.gateway.scan;

import reactor.core.publisher.Mono;

import java.util.List;

/**
 * Finds in texts what has no form of its own, such as names of persons and places. It may ask somebody else, and so takes its
 * time; a {@link Scanner} does not. A bean of this type is one that routes can name. Safe for all threads.
 */
public interface Recogniser {

    /** By which routes name it. */
    String name();

    /**
     * What there is in each of the texts, in their order. Does not block, and fails where it cannot tell.
     *
     * @return as many lists as there are texts; finds of one text may be in any order, and overlap
     */
    Mono<List<List<Find>>> find(List<String> texts);
}
