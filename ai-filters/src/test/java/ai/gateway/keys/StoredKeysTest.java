package ai.gateway.keys;

import ai.gateway.access.KeyHash;
import ai.gateway.access.KeySource;
import ai.gateway.access.Scope;
import ai.gateway.access.StoredKey;
import ai.gateway.access.VirtualKey;
import ai.gateway.testing.KeysInMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class StoredKeysTest {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration KEEP = Duration.ofMinutes(5);
    private static final KeyHash HASH = new KeyHash(new byte[32]);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final KeysInMemory source = new KeysInMemory();
    private final StoredKeys stored = started(source);

    private StoredKeys started(KeySource from) {
        return new StoredKeys(from, POLL, time, () -> time.now(TimeUnit.NANOSECONDS));
    }

    @AfterEach
    void stop() {
        stored.close();
        time.dispose();
    }

    private static StoredKey key(String name) {
        return new StoredKey(VirtualKey.of(name, "", Map.of(), Scope.ALL), HASH.of(name), null);
    }

    private boolean knows(String name) {
        return !stored.copy(KEEP).keys().find(HASH.of(name)).isNothing();
    }

    private void after(Duration duration) {
        time.advanceTimeBy(duration);
    }

    @Test
    void copy_givenAndTaken_isKnownWithinASecond() {
        after(Duration.ZERO);
        source.put(key("alice"));
        assertThat(knows("alice")).isFalse();
        after(Duration.ofSeconds(1));
        assertThat(knows("alice")).isTrue();
        source.remove("alice");
        after(Duration.ofSeconds(1));
        assertThat(knows("alice")).isFalse();
        assertThat(stored.isLost()).isFalse();
    }

    @Test
    void copy_hinted_isKnownAtOnce() {
        after(Duration.ofMillis(100));
        source.put(key("alice"));
        source.hint();
        assertThat(knows("alice")).isTrue();
    }

    @Test
    void copy_nothingChanged_isTheSame() {
        source.put(key("alice"));
        after(Duration.ofSeconds(1));
        StoredKeys.Copy before = stored.copy(KEEP);
        after(Duration.ofSeconds(10));
        assertThat(stored.copy(KEEP)).isSameAs(before);
        assertThat(source.looks()).isGreaterThan(15);
    }

    @Test
    void copy_storeFails_isKeptForAWhileAndThenClosed() {
        source.put(key("alice"));
        after(Duration.ofSeconds(1));
        source.fail(true);
        after(Duration.ofSeconds(2));
        assertThat(stored.isLost()).isTrue();
        assertThat(knows("alice")).isTrue();
        after(KEEP);
        assertThat(knows("alice")).isFalse();
        source.fail(false);
        after(Duration.ofSeconds(1));
        assertThat(stored.isLost()).isFalse();
        assertThat(knows("alice")).isTrue();
    }

    @Test
    void copy_storeIsSilent_isLostAndComesBack() {
        source.put(key("alice"));
        after(Duration.ofSeconds(1));
        source.hang(true);
        after(Duration.ofSeconds(2));
        assertThat(stored.isLost()).isTrue();
        source.hang(false);
        after(Duration.ofSeconds(4));
        assertThat(stored.isLost()).isFalse();
        assertThat(knows("alice")).isTrue();
    }

    @Test
    void isLost_neverSeen_isTrue_andWithoutASourceFalse() {
        KeysInMemory dead = new KeysInMemory();
        dead.fail(true);
        try (StoredKeys never = started(dead)) {
            after(Duration.ZERO);
            assertThat(never.isLost()).isTrue();
        }
        try (StoredKeys none = started(null)) {
            after(KEEP);
            assertThat(none.isLost()).isFalse();
            assertThat(none.copy(KEEP).keys()).isEqualTo(KeyIndex.NONE);
        }
    }
}
