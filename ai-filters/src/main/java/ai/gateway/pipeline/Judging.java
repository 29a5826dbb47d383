package ai.gateway.pipeline;

import reactor.core.publisher.Mono;

import java.time.Duration;

/** A flow whose texts somebody must judge before anything goes out that they are in. */
public interface Judging extends TextFlow {

    /** How many characters have come. */
    long seen();

    /** Whether something has come that was not judged. */
    boolean isOwed();

    /**
     * Whether it is time to judge that.
     *
     * @param ended whether nothing more will come
     */
    boolean isDue(boolean ended);

    /** Judges what has come so far. Ends when that may go out, and fails with what the client is to be told where it may not. */
    Mono<Void> judged(boolean ended);

    /** After how long a client that waits meanwhile is told that somebody is still there. */
    Duration keepAlive();
}
