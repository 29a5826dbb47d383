package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.List;

/** Judges each text for itself: what users and tools say in a request, and what the model says in an answer. */
abstract class TextGuard implements Guard {

    private final String name;

    TextGuard(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Mono<Objection> judge(Matter matter) {
        return Mono.fromCallable(() -> objection(matter));
    }

    private @Nullable Objection objection(Matter matter) {
        List<Said> texts = matter.judged();
        for (int i = 0; i < texts.size(); i++) {
            Said said = texts.get(i);
            boolean judged = matter.isAnswer()
                    ? said.role() == Role.ASSISTANT
                    : said.role() == Role.USER || said.role() == Role.TOOL_RESULT;
            Objection objection = judged ? objection(i, said.text()) : null;
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    /** @param index of the text among those that are judged */
    abstract @Nullable Objection objection(int index, String text);
}
