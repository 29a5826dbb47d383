package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** What guards are asked in tests. */
final class Asked {

    private Asked() {}

    static Matter says(String user) {
        return Matter.request(List.of(new Said(Role.USER, user)));
    }

    static Matter answers(String text) {
        return answers(List.of(), new Said(Role.ASSISTANT, text));
    }

    static Matter answers(List<Said> prompt, Said... answer) {
        return Matter.answer(prompt, List.of(answer), /* ended= */ true);
    }

    /** What a guard has against it; null for nothing. */
    static @Nullable Objection objection(Guard guard, Matter matter) {
        return guard.judge(matter).block();
    }
}
