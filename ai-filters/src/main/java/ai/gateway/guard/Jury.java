package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Matter.Side;
import ai.gateway.judge.Said;
import ai.gateway.pipeline.Judging;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows an answer to guards while it comes: what is new behind the end of what they have seen, or all of it at its end. */
final class Jury implements Judging {

    /** So much of what was judged before is shown again: what it is about may have begun there. */
    private static final int OVERLAP = 240;

    /** What is shorter is judged where it is. */
    private static final int LONG = 4 << 10;

    /** A text as it comes. */
    private static final class Coming {

        private final StringBuilder text = new StringBuilder();
        private int judged;
    }

    private final Bench bench;
    private final GuardRules rules;
    private final Verdicts verdicts;
    private final List<Said> prompt;
    private final int step;
    private final Map<Text, Coming> texts = new LinkedHashMap<>();
    private long seen;
    private int owed;
    private int wholes;

    Jury(Bench bench, GuardRules rules, Verdicts verdicts, List<Said> prompt) {
        this.bench = bench;
        this.rules = rules;
        this.verdicts = verdicts;
        this.prompt = prompt;
        this.step = rules.guards().stream().mapToInt(Guard::step).max().orElse(Guard.USUAL_STEP);
    }

    @Override
    public String piece(Role role, int run, String piece) {
        if (rules.scope().has(role)) {
            add(new Text(role, run), piece);
        }
        return piece;
    }

    private void add(Text which, String piece) {
        texts.computeIfAbsent(which, text -> new Coming()).text.append(piece);
        seen += piece.length();
        owed += piece.length();
    }

    /** What says again what has come in pieces is known. */
    @Override
    public String whole(Role role, String text) {
        if (rules.scope().has(role) && !isKnown(role, text)) {
            add(new Text(role, --wholes), text);
        }
        return text;
    }

    private boolean isKnown(Role role, String text) {
        return texts.entrySet().stream()
                .anyMatch(known -> known.getKey().role() == role && text.contentEquals(known.getValue().text));
    }

    @Override
    public long seen() {
        return seen;
    }

    @Override
    public boolean isOwed() {
        return owed > 0;
    }

    @Override
    public boolean isDue(boolean ended) {
        return ended || owed >= step;
    }

    @Override
    public Duration keepAlive() {
        return rules.manner().keepAlive();
    }

    @Override
    public Mono<Void> judged(boolean ended) {
        int shown = owed;
        List<Said> answer = new ArrayList<>();
        texts.forEach((which, coming) -> {
            if (coming.judged < coming.text.length()) {
                int from = Math.max(0, coming.judged - OVERLAP);
                answer.add(new Said(which.role(), coming.text.substring(from)));
                coming.judged = coming.text.length();
            }
        });
        Matter matter = Matter.answer(prompt, answer, ended);
        Mono<List<Objected>> all = Mono.defer(() -> bench.all(bench.ask(matter)));
        owed -= shown;
        return (shown > LONG ? all.subscribeOn(Schedulers.parallel()) : all)
                .doOnNext(this::tell)
                .then();
    }

    private void tell(List<Objected> objected) {
        if (rules.manner().acts()) {
            verdicts.decide(objected, Side.ANSWER);
        } else {
            verdicts.overhear(objected);
        }
    }
}
