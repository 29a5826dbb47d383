package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** The attempts of an exchange: who was asked is told how it went, and the stages what it came to. */
final class Tries {

    private final String id;
    private final Stages stages;
    private @Nullable Attempt given;
    private @Nullable Sole sole;

    /** @param target null where the route's uri says no more than a place */
    private record Sole(Attempt attempt, @Nullable Target target) {}

    Tries(String id, Stages stages) {
        this.id = id;
        this.stages = stages;
    }

    /** The only one there is to ask is asked now. */
    void only(Attempt one, @Nullable Target target) {
        sole = new Sole(one, target);
    }

    /** The answer of this attempt is the one that the client gets. */
    void give(Ready ready, Notes notes) {
        Attempt attempt = ready.passage().attempt();
        given = ready.failure() == null ? attempt : null; // else whoever failed has been told
        attempt.provenance().given(ready.passage());
        attempt.provenance().tell(notes);
    }

    /** What that one has given breaks off, and another one goes on with it. */
    void goOn(Attempt next, AnswerFacts facts, Failure why) {
        Attempt broken = given;
        given = next;
        if (broken != null && broken.pick() != null) {
            tell(broken, Pick.Result.FAILED, facts, why);
        }
    }

    /** Whoever chose the one who was asked is told how it went; where nobody was asked after all, that nobody was. */
    void tell(Attempt attempt, Pick.Result how, AnswerFacts facts, @Nullable Failure why) {
        AnswerFacts due = tellWhoChose(attempt, how, facts, why);
        if (due != null) {
            Target target = Objects.requireNonNull(attempt.pick()).target();
            stages.attempted(new Spent(target, due, how, attempt.kind(/* asked= */ true), why));
        }
    }

    /** @return what has to be paid for; null where nothing is */
    private @Nullable AnswerFacts tellWhoChose(
            Attempt attempt, Pick.Result how, AnswerFacts facts, @Nullable Failure why) {
        Pick pick = Objects.requireNonNull(attempt.pick());
        AnswerFacts due = attempt.provenance().due(how == Pick.Result.ANSWERED, facts);
        Pick.Result told = due == null ? Pick.Result.UNWANTED : how;
        AnswerFacts known = due == null ? facts : due;
        Settlement.safely(id, () -> pick.ended(told, known, why));
        return due;
    }

    /** @param due what has to be paid for; null where nobody was asked */
    private void book(
            Attempt attempt, @Nullable Target target, @Nullable AnswerFacts due, AnswerFacts facts, Outcome outcome) {
        Spent.Kind kind = attempt.kind(/* asked= */ due != null);
        stages.attempted(new Spent(target, due == null ? facts : due, outcome.result(), kind, outcome.failure()));
    }

    /** Whoever chose that one is told that it was not asked after all. */
    void unasked(Pick pick) {
        Settlement.safely(id, () -> pick.ended(Pick.Result.UNWANTED, new AnswerFacts(), null));
    }

    /** The same of one who could not be asked. */
    void unaskable(Pick pick, @Nullable Failure why) {
        Settlement.safely(id, () -> pick.ended(Pick.Result.FAILED, new AnswerFacts(), why));
    }

    /** Whoever chose that one is told that the first content of its answer is there. */
    void spoke(Attempt attempt) {
        Pick pick = attempt.pick();
        if (pick != null && attempt.provenance().isAsked()) {
            Settlement.safely(id, pick::spoke);
        }
    }

    /** Whether the answer is one for which nobody was asked. */
    boolean isRecalled() {
        Attempt answering = given;
        return answering != null && !answering.provenance().isAsked();
    }

    /** Whether somebody has not been told yet. */
    boolean isOpen() {
        return given != null || sole != null;
    }

    /** It is over for the one who has given the answer, and for the only one. */
    void close(Outcome outcome, AnswerFacts facts) {
        Attempt closed = given;
        Sole only = sole;
        given = null;
        sole = null;
        if (closed != null && outcome.ending() == Outcome.Ending.COMPLETE) {
            closed.provenance().keep(facts);
        }
        if (closed != null && closed.pick() != null) {
            AnswerFacts due = tellWhoChose(closed, outcome.result(), facts, outcome.failure());
            book(closed, closed.pick().target(), due, facts, outcome);
        }
        if (only != null) {
            close(only, outcome, facts);
        }
    }

    private void close(Sole only, Outcome outcome, AnswerFacts facts) {
        if (only.attempt().provenance().isLooking()) {
            return; // nobody was asked
        }
        boolean answered = outcome.result() == Pick.Result.ANSWERED;
        book(only.attempt(), only.target(), only.attempt().provenance().due(answered, facts), facts, outcome);
    }
}
