package ai.gateway.pipeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TraceTest {

    @Test
    void unreported_exchangeSentOnceMore_isWhatCameSince() {
        Trace trace = new Trace();
        trace.leaveOut("a", "drained");
        trace.asked();
        trace.tried("b", "500", 2_000_000);

        assertThat(trace.unreported()).hasToString("tried " + trace.tried() + ", left out " + trace.leftOut());

        trace.asked();
        trace.tried("c", "ok", 3_000_000);
        Trace since = trace.unreported();

        assertThat(since.leftOut()).isEmpty();
        assertThat(since.tried()).containsExactly(new Trace.Tried("c", "ok", 3));
        assertThat(since.attempts()).isEqualTo(1);
        assertThat(trace.attempts()).isEqualTo(2);
        assertThat(trace.unreported().attempts()).isZero();
    }
}
