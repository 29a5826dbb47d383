package ai.gateway.testing;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeakWatchTest {

    @Test
    void leaks_bufferDropped_isReportedWithItsHint() {
        LeakWatch watch = LeakWatch.begin();
        leak("dropped deliberately, by " + this);

        List<String> leaks = watch.leaks();

        assertThat(leaks).anyMatch(leak -> leak.contains("dropped deliberately, by " + this));
        assertThatCode(watch::assertNoLeaks).doesNotThrowAnyException();
    }

    @Test
    void assertNoLeaks_reportNotDeliberate_fails() {
        assertThatThrownBy(() -> LeakWatch.assertNone(List.of("LEAK: ByteBuf", "LEAK: deliberately")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 leaked buffers");
    }

    private static void leak(String hint) {
        PooledByteBufAllocator.DEFAULT.directBuffer(16).touch(hint);
    }
}
