package ai.gateway.guards;

import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import reactor.core.publisher.Mono;

/** Asks one service. */
@FunctionalInterface
interface Kind {

    /** What it has against it; empty where nothing. Fails where it cannot tell. */
    Mono<Objection> judge(Matter matter);
}
