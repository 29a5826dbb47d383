package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.health.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class EntriesTest {

    @Test
    void read_aLineOfEachKind_isWhatWasWritten() {
        for (Kind kind : Kind.values()) {
            Finding finding = new Finding("pool: a b/ü#key", kind, Duration.ofMillis(1234));

            assertThat(Entries.canHold(finding)).isTrue();
            assertThat(Entries.read("1234 " + Entries.of(finding))).containsExactly(finding);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "  ",
                "OPEN a",
                "12",
                "12 OPEN",
                "x OPEN a",
                "-1 OPEN a",
                "0 OPEN a",
                "12 MOVED a",
                "1e3 OPEN a"
            })
    void read_whatIsNotOurs_isLeftOutAndTheRestIsRead(String line) {
        assertThat(Entries.read(line + "\n1000 OPEN a"))
                .containsExactly(new Finding("a", Kind.OPEN, Duration.ofSeconds(1)));
    }

    @Test
    void read_endlessTime_isAYear() {
        assertThat(Entries.read(Long.MAX_VALUE + " OPEN a"))
                .containsExactly(new Finding("a", Kind.OPEN, Duration.ofDays(365)));
    }

    @Test
    void canHold_idsThatAreLongOrBreakLines_areNotShared() {
        assertThat(Entries.canHold(Finding.drained("a".repeat(512)))).isTrue();
        assertThat(Entries.canHold(Finding.drained("a".repeat(513)))).isFalse();
        assertThat(Entries.canHold(Finding.drained("a\nb"))).isFalse();
        assertThat(Entries.canHold(Finding.drained("a\u0085b"))).isFalse();
    }
}
