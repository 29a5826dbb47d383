package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows an answer to a jury that only tells what it thinks: nothing waits for it. */
final class Onlooker implements TextFlow {

    private static final Logger log = LoggerFactory.getLogger(Onlooker.class);

    private final Jury jury;

    Onlooker(Jury jury) {
        this.jury = jury;
    }

    @Override
    public String piece(Role role, int run, String piece) {
        String same = jury.piece(role, run, piece);
        look(/* ended= */ false);
        return same;
    }

    @Override
    public String whole(Role role, String text) {
        return jury.whole(role, text);
    }

    /** What was not looked at yet, when all is said. */
    void end() {
        look(/* ended= */ true);
    }

    private void look(boolean ended) {
        if (jury.isOwed() && jury.isDue(ended)) {
            jury.judged(ended).subscribe(nothing -> {}, why -> log.warn("a guard that looks on has failed", why));
        }
    }
}
