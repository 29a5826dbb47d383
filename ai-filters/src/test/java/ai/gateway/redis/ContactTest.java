package ai.gateway.redis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ContactTest {

    @Test
    void failures_pausesGrow_andTheLogHearsOfLossAndReturnOnce(CapturedOutput log) {
        Contact contact = new Contact();
        contact.made();
        assertThat(log).doesNotContain("Redis");

        IOException why = new IOException("outer", new IOException("refused"));
        assertThat(IntStream.range(0, 7).mapToObj(i -> contact.failed(why).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(contact.isLost()).isTrue();
        assertThat(log).containsOnlyOnce("Redis fails").contains("refused");

        contact.made();
        contact.made();
        assertThat(contact.isLost()).isFalse();
        assertThat(log).containsOnlyOnce("Redis is back");
        assertThat(contact.failed(why).toSeconds()).isEqualTo(1);
    }
}
