package ai.gateway.plug;

import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import reactor.core.publisher.Mono;

import java.util.List;

/** A filter that can say what it would do about some texts, without a request that they are in. */
public interface Trial {

    Mono<List<Found>> tried(Matter matter);

    /**
     * What it has found.
     *
     * @param guard which of its guards, or what of it
     * @param action what becomes of it
     */
    record Found(String guard, Objection objection, String action) {}
}
