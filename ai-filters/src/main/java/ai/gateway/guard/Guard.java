package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import reactor.core.publisher.Mono;

import java.util.List;

/** Judges requests. A bean of this type can be named in {@code AiGuard}. */
public interface Guard {

    /** By which routes name it: lower case, with hyphens. */
    String name();

    /**
     * What speaks against a request; empty where nothing does. Fails where it cannot tell. Must not block.
     *
     * @param texts all that a model would read, in its order
     */
    Mono<Objection> judge(List<Said> texts);

    /** A text, and whose it is. */
    record Said(Role role, String text) {}

    /**
     * Why something should not pass.
     *
     * @param why in a few words that say nothing of the text; a client may read them
     */
    record Objection(String why) {}
}
