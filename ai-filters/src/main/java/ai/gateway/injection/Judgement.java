package ai.gateway.injection;

import java.util.List;

/**
 * How much a text tries to take over a model.
 *
 * @param score from 0 to 1; not a probability
 * @param signals of its worst passage, in the order of where they begin
 */
public record Judgement(double score, List<Signal> signals) {

    public Judgement {
        signals = List.copyOf(signals);
    }

    /** Whether the score reaches what is recommended there. */
    public boolean isAttack(Place place) {
        return score >= place.threshold();
    }
}
