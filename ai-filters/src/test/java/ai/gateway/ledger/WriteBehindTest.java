package ai.gateway.ledger;

import ai.gateway.ledger.WriteBehind.Room;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import static org.assertj.core.api.Assertions.assertThat;

/** Things that are written behind those who have them. */
class WriteBehindTest {

    private final List<String> written = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean away = new AtomicBoolean();

    private final WriteBehind.Ear ear = new WriteBehind.Ear() {
        @Override
        public void failed(Throwable why) {
            told.add("failed");
        }

        @Override
        public void works() {
            told.add("works");
        }

        @Override
        public void lost(int many, Throwable why) {
            told.add("lost " + many);
        }
    };

    private WriteBehind<String> queue(Room room, WriteBehind.Target<String> target) {
        return new WriteBehind<>("test", room, String::length, target, ear);
    }

    private void write(List<String> some) {
        if (away.get()) {
            throw new LedgerException("away");
        }
        if (some.contains("bad")) {
            throw new IllegalStateException("bad");
        }
        written.addAll(some);
    }

    @Test
    void offer_whatFits_isWrittenInItsOrder_alsoAtTheEnd() {
        try (WriteBehind<String> queue = queue(new Room(1000, 100_000, 7), this::write)) {
            for (int i = 0; i < 100; i++) {
                assertThat(queue.offer("n" + i)).isTrue();
            }
        }
        assertThat(written).hasSize(100).startsWith("n0", "n1").endsWith("n99");
        assertThat(told).isEmpty();
    }

    @Test
    void offer_whatFindsNoRoom_isDroppedAndCounted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (WriteBehind<String> queue = queue(new Room(3, 10, 1), some -> {
            begun.countDown();
            wait(goOn);
            write(some);
        })) {
            queue.offer("one");
            begun.await();
            assertThat(queue.offer("2")).isTrue();
            assertThat(queue.offer("too heavy")).isFalse();
            assertThat(queue.offer("3")).isTrue();
            assertThat(queue.offer("4")).isFalse();
            assertThat(queue.dropped()).isEqualTo(2);
            assertThat(queue.waiting()).isEqualTo(3);
            goOn.countDown();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> queue.waiting() == 0);
            assertThat(queue.offer("5")).isTrue();
        }
        assertThat(written).containsExactly("one", "2", "3", "5");
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void target_thatIsAway_getsAllWhenItIsBack() {
        away.set(true);
        try (WriteBehind<String> queue = queue(new Room(10, 100, 2), this::write)) {
            queue.offer("a");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> told.contains("failed"));
            queue.offer("b");
            away.set(false);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> written.size() == 2);
        }
        assertThat(written).containsExactly("a", "b");
        assertThat(told).startsWith("failed").endsWith("works");
    }

    @Test
    void batch_thatIsAMistake_isLost_andNothingElse() {
        try (WriteBehind<String> queue = queue(new Room(10, 100, 1), this::write)) {
            queue.offer("a");
            queue.offer("bad");
            queue.offer("b");
        }
        assertThat(written).containsExactly("a", "b");
        assertThat(told).containsExactly("lost 1");
    }

    @Test
    void close_whileTheTargetIsAway_tellsWhatIsLost() {
        away.set(true);
        WriteBehind<String> queue = queue(new Room(10, 100, 2), this::write);
        queue.offer("a");
        queue.offer("b");
        queue.offer("c");
        queue.close();

        assertThat(told).contains("lost 3");
        assertThat(queue.offer("d")).isFalse();
    }
}
