package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import org.junit.jupiter.api.Test;

import java.util.List;

import static ai.gateway.judge.Asked.answers;
import static ai.gateway.judge.Asked.objection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SizeGuardTest {

    private static final Guard TEN = Judges.size(10);

    @Test
    void requests_areMeasuredByAllThatTheySay() {
        Said six = new Said(Role.USER, "123456");
        Said four = new Said(Role.SYSTEM, "1234");

        assertThat(objection(TEN, Matter.request(List.of(four, six)))).isNull();
        assertThat(objection(TEN, Matter.request(List.of(six, six))))
                .isEqualTo(new Objection("size", "over 10 characters"));
    }

    @Test
    void answers_mayBeOfAnySize() {
        assertThat(objection(TEN, answers("12345678901"))).isNull();
    }

    @Test
    void none_isRefused() {
        assertThatThrownBy(() -> Judges.size(0)).hasMessage("size: 0 (expected: > 0)");
    }
}
