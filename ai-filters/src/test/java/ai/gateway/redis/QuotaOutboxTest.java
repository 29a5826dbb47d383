package ai.gateway.redis;

import ai.gateway.quota.Charge;
import ai.gateway.redis.QuotaStore.Mode;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class QuotaOutboxTest {

    private long time = 1_000_000;
    private final QuotaOutbox outbox = new QuotaOutbox(() -> time, 10);

    @Test
    void unsent_tooMany_areOneSum() {
        for (int i = 0; i < 1000; i++) {
            outbox.put(letter("a" + i, i % 2 == 0 ? "x" : "y"));
        }

        List<Charge> told = new ArrayList<>();
        for (List<QuotaLetter> some = outbox.take(4); !some.isEmpty(); some = outbox.take(4)) {
            some.forEach(letter -> told.addAll(letter.charges()));
            some.forEach(outbox::confirmed);
        }

        assertThat(told).hasSizeLessThanOrEqualTo(12);
        assertThat(told.stream().mapToLong(Charge::used).sum()).isEqualTo(1000);
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void sent_andDoubtful_isSentAgainAsItWas_untilRedisWouldHaveForgottenIt() {
        QuotaLetter letter = letter("a", "x");
        outbox.put(letter);
        assertThat(outbox.take(letter)).isTrue();
        assertThat(outbox.take(letter)).isFalse();
        assertThat(outbox.take(9)).isEmpty();

        outbox.doubtful(letter);
        outbox.put(letter("a", "x"));
        assertThat(outbox.take(9)).containsExactly(letter);
        outbox.doubtful(letter);
        time += QuotaStore.REMEMBERED.toMillis() / 2;

        assertThat(outbox.take(9)).isEmpty();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void told_byTheLedger_isNotSaidAgain_butWhatCameLaterIs() {
        outbox.put(letter("before", "x"));
        outbox.put(letter("unknown", "y"));
        Set<String> asked = outbox.names();
        outbox.put(letter("after", "x"));

        outbox.told(asked, List.of(new Charge("x", 0, 5_000_000, 70)));

        assertThat(outbox.take(9))
                .extracting(letter -> letter.id() + letter.charges().size())
                .containsExactly("before0", "unknown1", "after1");
    }

    private static QuotaLetter letter(String id, String counter) {
        return new QuotaLetter(id, Mode.SETTLE, List.of(), List.of(new Charge(counter, 0, 5_000_000, 1)));
    }
}
