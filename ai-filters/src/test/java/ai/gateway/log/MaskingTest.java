package ai.gateway.log;

import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Text;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Covering, then cutting. */
class MaskingTest {

    @Test
    void masked_whatIsAtTheCut_isCovered_notCutOpen() {
        String text = "x".repeat(20) + " write to alice.smith@corp.example, please";
        Bodies raw = new Bodies(new Body(List.of(new Text("user", text)), 5), null);

        Bodies masked = Masking.masked(raw, 35);

        Body prompt = Objects.requireNonNull(masked.prompt());
        assertThat(prompt.texts()).containsExactly(new Text("user", "x".repeat(20) + " write to [EMAI"));
        assertThat(prompt.missing()).isGreaterThan(5);
        assertThat(masked.answer()).isNull();
    }

    @Test
    void masked_whatIsNothing_staysAsItIs() {
        Body body = new Body(List.of(new Text("system", "Be kind."), new Text("user", "What is 17 times 3?")), 0);

        assertThat(Masking.masked(new Bodies(body, body), 1000)).isEqualTo(new Bodies(body, body));
    }

    @Test
    void policy_samplesByTheId_asOftenAsItSays() {
        Policy tenth = new Policy(ai.gateway.log.Bodies.FULL, 0.1, 100, false);
        int kept = 0;
        for (int i = 0; i < 10_000; i++) {
            String id = "%024x".formatted(i * 7919L);
            assertThat(tenth.keeps(id)).isEqualTo(tenth.keeps(id));
            kept += tenth.keeps(id) ? 1 : 0;
        }
        assertThat(kept).isBetween(800, 1200);
        assertThat(new Policy(ai.gateway.log.Bodies.FULL, 1, 1, false).keeps("a"))
                .isTrue();
        assertThat(new Policy(ai.gateway.log.Bodies.NONE, 1, 1, false).keeps("a"))
                .isFalse();
    }
}
