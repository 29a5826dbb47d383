package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.health.Finding.Kind;
import ai.gateway.redis.Outbox.Letter;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxTest {

    private final AtomicLong ticker = new AtomicLong(Long.MAX_VALUE - 5);
    private final Outbox outbox = new Outbox(ticker::get, 3);

    @Test
    void put_sameThingAgain_isOneLetterWithTheLatestEnd() {
        outbox.put(cooling("a", 10));
        outbox.put(cooling("b", 10));
        outbox.put(cooling("a", 20));

        assertThat(outbox.findings(outbox.first(9))).containsExactly(cooling("a", 20), cooling("b", 10));
    }

    @Test
    void findings_timeHasPassed_sayWhatIsLeft() {
        outbox.put(cooling("a", 10));
        ticker.addAndGet(Duration.ofSeconds(4).toNanos());

        assertThat(outbox.findings(outbox.first(9))).containsExactly(cooling("a", 6));
    }

    @Test
    void first_thoseThatAreOver_areDropped() {
        outbox.put(cooling("a", 10));
        ticker.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(outbox.first(9)).isEmpty();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void put_operatorChangesHisMind_onlyTheLastWordIsLeft() {
        outbox.put(Finding.drained("a"));
        outbox.put(Finding.undrained("a"));

        assertThat(outbox.findings(outbox.first(9))).containsExactly(Finding.undrained("a"));
        assertThat(outbox.contradicts(Finding.drained("a"))).isTrue();
        assertThat(outbox.contradicts(Finding.undrained("a"))).isFalse();
        assertThat(outbox.contradicts(cooling("a", 1))).isFalse();
    }

    @Test
    void put_full_newOnesAreRefusedUntilOthersAreOverOrSent() {
        assertThat(outbox.put(cooling("a", 10))).isTrue();
        assertThat(outbox.put(cooling("b", 20))).isTrue();
        assertThat(outbox.put(cooling("c", 30))).isTrue();
        assertThat(outbox.put(cooling("d", 30))).isFalse();
        assertThat(outbox.put(cooling("c", 40))).isTrue();

        ticker.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(outbox.put(cooling("d", 30))).isTrue();

        outbox.sent(outbox.first(1));
        assertThat(outbox.put(cooling("e", 30))).isTrue();
    }

    @Test
    void sent_putInAgainMeanwhile_stays() {
        outbox.put(cooling("a", 10));
        List<Letter> underWay = outbox.first(9);
        outbox.put(cooling("a", 20));

        outbox.sent(underWay);

        assertThat(outbox.findings(outbox.first(9))).containsExactly(cooling("a", 20));
    }

    private static Finding cooling(String id, int seconds) {
        return new Finding(id, Kind.COOLDOWN, Duration.ofSeconds(seconds));
    }
}
