package ai.gateway.app.admin;

import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.wire.Json;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/** What is changed at one gateway acts at both: at once here, and soon there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
abstract class KeysOfTwoGatewaysContract {

    /** What is promised; a machine that is shared gets more than that in {@link #SOON}. */
    private static final Duration PROMISED = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofSeconds(10);

    private AdminBench bench;

    /** Of an empty database. */
    abstract String url();

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new AdminBench(folder, url(), 2);
    }

    /** The gateways are gone. */
    void drop() {}

    @AfterAll
    void stop() {
        if (bench != null) {
            bench.close();
        }
        drop();
    }

    private String create(String name, String more) {
        Json key = bench.done(201, "POST", "/keys", "{\"name\":\"" + name + "\"" + more + "}");
        assertThat(key.get("secret").text()).startsWith("sk-").hasSize(46);
        return key.get("secret").text();
    }

    private static void soon(Supplier<Integer> status, int wanted) {
        Awaitility.await()
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status.get() == wanted);
    }

    private void soonThere(String secret, int status) {
        soon(() -> bench.chat(1, secret).status(), status);
    }

    private int here(String secret) {
        return bench.chat(0, secret).status();
    }

    @Test
    void create_isTakenAtOnceHere_andSoonThere() {
        String secret = create("fresh", "");
        assertThat(here(secret)).isEqualTo(200);
        soonThere(secret, 200);
    }

    @Test
    void delete_isRefusedAtOnceHere_andWithinASecondThere() {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            String secret = create("gone-" + round, "");
            soonThere(secret, 200);
            assertThat(bench.ask("DELETE", "/keys/gone-" + round, "").status()).isEqualTo(204);
            long gone = System.nanoTime();
            assertThat(here(secret)).isEqualTo(401);
            soonThere(secret, 401);
            best = Math.min(best, System.nanoTime() - gone);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(PROMISED);
    }

    @Test
    void disable_isRefused_untilItIsEnabled() {
        String secret = create("off", "");
        assertThat(bench.done(200, "POST", "/keys/off/disable", "")
                        .get("disabled")
                        .flag(false))
                .isTrue();
        assertThat(here(secret)).isEqualTo(401);
        soonThere(secret, 401);
        bench.done(200, "POST", "/keys/off/enable", "");
        assertThat(here(secret)).isEqualTo(200);
        soonThere(secret, 200);
    }

    @Test
    void rotate_withGrace_bothAreTaken_andWithoutAnyMoreOnlyTheNewOne() {
        String first = create("turned", "");
        Json turned = bench.done(200, "POST", "/keys/turned/rotate", "{\"grace\":\"1h\"}");
        String second = turned.get("secret").text();
        assertThat(turned.get("previous_until").text()).isNotEmpty();
        assertThat(second).isNotEqualTo(first);
        assertThat(here(first)).isEqualTo(200);
        assertThat(here(second)).isEqualTo(200);
        soonThere(second, 200);
        assertThat(bench.chat(1, first).status()).isEqualTo(200);

        String third = bench.done(200, "POST", "/keys/turned/rotate", "{\"grace\":\"0s\"}")
                .get("secret")
                .text();
        assertThat(here(first)).isEqualTo(401);
        assertThat(here(second)).isEqualTo(401);
        assertThat(here(third)).isEqualTo(200);
        soonThere(third, 200);
    }

    @Test
    void rotate_graceIsOver_theOldOneIsRefused() {
        String first = create("brief", "");
        bench.done(200, "POST", "/keys/brief/rotate", "{\"grace\":\"300ms\"}");
        soon(() -> here(first), 401);
    }

    @Test
    void owner_mayUseNothing_itsKeysAreRefusedUntilItMay() {
        String secret = create("of-team", ",\"owner\":\"corp/team\"");
        assertThat(here(secret)).isEqualTo(200);
        bench.done(200, "PUT", "/owners/corp", "{\"requests\":\"0 / 1d\"}");
        assertThat(here(secret)).isEqualTo(429);
        soonThere(secret, 429);
        assertThat(bench.ask("DELETE", "/owners/corp", "").status()).isEqualTo(204);
        assertThat(here(secret)).isEqualTo(200);
        soonThere(secret, 200);
    }

    @Test
    void change_whatItMayAsk_acts() {
        String secret = create("narrow", "");
        bench.done(200, "PATCH", "/keys/narrow", "{\"models\":[\"other/*\"]}");
        assertThat(here(secret)).isEqualTo(403);
        soonThere(secret, 403);
    }

    @Test
    void providerKey_isShownToTheProvider_byBoth() {
        String secret = create("own", ",\"provider_keys\":{\"whole\":\"callers-own-key\"}");
        soonThere(secret, 200);
        assertThat(bench.upstream.requests())
                .anySatisfy(seen -> assertThat(seen.header("authorization")).isEqualTo("Bearer callers-own-key"));
    }
}
