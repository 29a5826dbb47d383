package ai.gateway.pipeline;

import ai.gateway.dialect.TextVisitor.Role;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What changes or judges the texts of one answer: what the first of its flows lets go, the next one gets. */
final class TextFlows {

    static final TextFlows NONE = new TextFlows(List.of());

    /** What somebody may object to is known by so much of its end. */
    private static final int EDGE = 80;

    private final List<TextFlow> flows;
    private final List<Judging> judging;

    /** @param flows the one of the route's last filter first */
    TextFlows(List<TextFlow> flows) {
        this.flows = List.copyOf(flows);
        this.judging = flows.stream()
                .filter(Judging.class::isInstance)
                .map(Judging.class::cast)
                .toList();
    }

    /** New ones, for the answer to that. */
    static TextFlows of(Attempt attempt) {
        if (attempt.isMirror()) {
            return NONE;
        }
        List<TextFlow> flows = new ArrayList<>(0);
        for (Stage stage : attempt.ai().stages()) {
            if (stage.need() == Stage.Need.TEXTS) {
                flows.add(0, stage.flow());
            }
        }
        return flows.isEmpty() ? NONE : new TextFlows(flows);
    }

    boolean isEmpty() {
        return flows.isEmpty();
    }

    /** Whether somebody must judge before anything goes out. */
    boolean areJudged() {
        return !judging.isEmpty();
    }

    /** How many characters they have seen, all together. */
    long seen() {
        long seen = 0;
        for (Judging flow : judging) {
            seen += flow.seen();
        }
        return seen;
    }

    /** So many of these may be the beginning of what nobody has seen yet, when all were judged. */
    long edge() {
        return (long) EDGE * judging.size();
    }

    /** Whether something has come that somebody has not judged. */
    boolean isOwed() {
        for (Judging flow : judging) {
            if (flow.isOwed()) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is time to judge, for all of them: what one has not judged cannot go out, whatever the others say. */
    boolean isDue(boolean ended) {
        for (Judging flow : judging) {
            if (flow.isOwed() && !flow.isDue(ended)) {
                return false;
            }
        }
        return isOwed();
    }

    Mono<Void> judged(boolean ended) {
        List<Mono<Void>> judgements = judging.stream()
                .filter(Judging::isOwed)
                .map(flow -> flow.judged(ended))
                .toList();
        return judgements.size() == 1 ? judgements.get(0) : Mono.when(judgements);
    }

    Duration keepAlive() {
        return judging.stream()
                .map(Judging::keepAlive)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    String piece(Role role, int run, String piece) {
        String text = piece;
        for (TextFlow flow : flows) {
            text = flow.piece(role, run, text);
        }
        return text;
    }

    boolean holds(Role role, int run) {
        for (TextFlow flow : flows) {
            if (flow.holds(role, run)) {
                return true;
            }
        }
        return false;
    }

    String rest(Role role, int run) {
        String rest = "";
        for (TextFlow flow : flows) {
            String passed = rest.isEmpty() ? "" : flow.piece(role, run, rest);
            rest = passed + flow.rest(role, run);
        }
        return rest;
    }

    String whole(Role role, String text) {
        String whole = text;
        for (TextFlow flow : flows) {
            whole = flow.whole(role, whole);
        }
        return whole;
    }

    String beside(String text) {
        String beside = text;
        for (TextFlow flow : flows) {
            beside = flow.beside(beside);
        }
        return beside;
    }
}
