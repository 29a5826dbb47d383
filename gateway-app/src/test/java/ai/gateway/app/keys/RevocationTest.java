package ai.gateway.app.keys;

import ai.gateway.access.KeyHash;
import ai.gateway.access.Scope;
import ai.gateway.access.StoredKey;
import ai.gateway.access.VirtualKey;
import ai.gateway.app.GatewayApp;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Allowed;
import ai.gateway.testing.Answer;
import ai.gateway.testing.KeysInMemory;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys are given, replaced and taken while the gateway runs: in its files, and in a store. */
class RevocationTest {

    /** Ten times what it takes on a machine that has nothing else to do. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String ALICE = "sk-alice-0123456789abcdef";
    private static final String NEXT = "sk-alice-next-0123456789abcdef";
    private static final String SECRET = "a-secret-for-digests-0123";
    private static final String ROUTE = KeysBench.route("llm", KeysBench.PATHS, "ai://auto", "AiKey");

    private static int status(KeysBench bench, String key) {
        Answer answer = bench.ask("whole/m", key);
        return answer.status();
    }

    private static void awaitStatus(KeysBench bench, String key, int status) {
        Awaitility.await()
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(bench, key) == status);
    }

    @Test
    void file_changed_actsSoon(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys.yml");
        write(file, "{ name: alice, value: " + ALICE + " }");
        String reload = "reload: { enabled: true, files: [ '" + file + "' ] }\n";
        try (KeysBench bench = new KeysBench(reload, ROUTE)) {
            assertThat(status(bench, ALICE)).isEqualTo(200);

            write(file, "{ name: alice, value: " + NEXT + ", previous: " + ALICE + ", previous-until: 2999-12-31 }");
            awaitStatus(bench, NEXT, 200);
            assertThat(status(bench, ALICE)).isEqualTo(200);

            write(file, "{ name: alice, value: " + NEXT + ", previous: " + ALICE + ", previous-until: 2020-12-31 }");
            awaitStatus(bench, ALICE, 401);
            assertThat(status(bench, NEXT)).isEqualTo(200);

            write(file, "{ name: alice, value: " + NEXT + ", disabled: true }");
            awaitStatus(bench, NEXT, 401);

            write(file, "{ name: alice }"); // a mistake: what was in force stays
            assertThat(status(bench, NEXT)).isEqualTo(401);
        }
    }

    private static void write(Path file, String key) throws IOException {
        Path beside = file.resolveSibling("beside.yml");
        Files.writeString(beside, "ai.gateway:\n  keys:\n  - " + key + "\n", UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void store_changedAndLost_actsSoonAndClosesInTheEnd() {
        String settings = "keys-secret: " + SECRET + "\n"
                + "owners: { acme: { budget: 5 USD / day } }\n"
                + "key-store: { poll: 100ms, keep: 3s }\n"
                + "keys:\n- { name: named, value: named-in-the-file-0123 }\n";
        try (KeysBench bench = new KeysBench(Stored.class, settings, ROUTE)) {
            KeysInMemory store = bench.gateway.bean(KeysInMemory.class);
            KeyHash hash = new KeyHash(SECRET.getBytes(UTF_8));
            awaitStatus(bench, ALICE, 401);

            store.allow("acme", Allowance.requests("9 / 1m"));
            store.put(new StoredKey(VirtualKey.of("alice", "acme/search", Map.of(), Scope.ALL), hash.of(ALICE), null));
            awaitStatus(bench, ALICE, 200);
            assertThat(bench.gateway.bean(Seen.class).last().rights().allowances())
                    .containsExactlyInAnyOrder(
                            new Allowed("owner:acme", Allowance.budget("5 USD / day")),
                            new Allowed("owner:acme", Allowance.requests("9 / 1m")));
            assertThat(Objects.requireNonNull(
                                    bench.gateway.bean(Seen.class).last().principal())
                            .owners())
                    .containsExactly("acme", "acme/search");

            store.remove("alice");
            awaitStatus(bench, ALICE, 401);

            store.put(new StoredKey(VirtualKey.of("alice", "", Map.of(), Scope.ALL), hash.of(ALICE), null));
            awaitStatus(bench, ALICE, 200);
            store.fail(true);
            awaitStatus(bench, NEXT, 503); // nobody can tell of that one
            awaitStatus(bench, ALICE, 503);
            Answer closed = bench.ask("whole/m", ALICE);
            assertThat(closed.header("retry-after")).isEqualTo("1");
            assertThat(closed.text()).contains("\"code\":\"key_store_unavailable\"");
            assertThat(status(bench, "named-in-the-file-0123")).isEqualTo(200);
            assertThat(RawHttp.post(bench.gateway.port(), KeysBench.CHAT, KeysBench.chat("whole/m"))
                            .status())
                    .isEqualTo(401);

            store.fail(false);
            awaitStatus(bench, ALICE, 200);
            assertThat(status(bench, NEXT)).isEqualTo(401);
        }
    }

    /** The ready gateway of a host that has a store of keys. */
    @Configuration(proxyBeanMethods = false)
    @Import(GatewayApp.class)
    static class Stored {

        @Bean
        KeysInMemory keys() {
            return new KeysInMemory();
        }

        @Bean
        Seen seen() {
            return new Seen();
        }
    }

    /** What filters of a host learn of who calls. */
    static final class Seen implements GlobalFilter, Ordered {

        private final List<AiExchange> all = new CopyOnWriteArrayList<>();

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
            all.add(Objects.requireNonNull(AiExchange.find(exchange)));
            return chain.filter(exchange);
        }

        @Override
        public int getOrder() {
            return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1; // behind those of routes
        }

        AiExchange last() {
            return all.get(all.size() - 1);
        }
    }

    @Test
    void start_storeWithoutASecret_isToldWhatIsMissing() {
        assertThatThrownBy(() -> RunningGateway.start(Stored.class, "a: b").close())
                .hasStackTraceContaining("ai.gateway.keys-secret: missing (expected: the secret under which");
    }
}
