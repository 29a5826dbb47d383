package ai.gateway.guard;

import ai.gateway.judge.Matter.Side;

/** Counts what guards have objected to. */
public interface Tally {

    /** @param action what became of it: {@code blocked}, {@code masked}, {@code flagged}, {@code dry-run} */
    void objected(What what, Side side, String action);

    /**
     * What it was.
     *
     * @param route where
     * @param rule by which
     */
    record What(String route, String guard, String rule) {}
}
