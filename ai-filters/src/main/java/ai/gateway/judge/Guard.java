package ai.gateway.judge;

import reactor.core.publisher.Mono;

/** Judges what is said to a model, and what a model says. A bean of this type can be named in {@code AiGuard}. */
public interface Guard {

    /** Of an answer so much more must have come, where nobody says otherwise, before it is judged anew. */
    int USUAL_STEP = 400;

    /** By which routes name it: lower case, with hyphens. */
    String name();

    /** What speaks against it; empty where nothing does. Fails where it cannot tell. Must not block. */
    Mono<Objection> judge(Matter matter);

    /**
     * How many more characters of an answer must have come before it is judged anew; {@link Integer#MAX_VALUE} where it can be
     * judged only as a whole. Until then, nothing of it goes out.
     */
    default int step() {
        return USUAL_STEP;
    }
}
