package ai.gateway.app.console;

import ai.gateway.guard.Tally.What;
import ai.gateway.judge.Matter.Side;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ObjectionsTest {

    @Test
    void counts_areOfAFixedSize_whateverRulesAGuardMakesUp() {
        Objections objections = new Objections(() -> 7);
        for (int i = 0; i < 2_000; i++) {
            objections.objected(new What("llm", "own", "rule-" + i), Side.ANSWER, "flagged");
        }

        assertThat(objections.counts()).hasSize(501);
        assertThat(objections.counts())
                .containsEntry(new Objections.Kind("llm", "own", Traffic.OTHER, "answer", "flagged"), 1_500L);
        assertThat(objections.last()).hasSize(200);
        assertThat(objections.last().get(0).kind().rule()).isEqualTo("rule-1999");
        assertThat(objections.last().get(0).at()).isEqualTo(7);
    }
}
