package ai.gateway.app.accounts;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A gateway is told to stop (SIGTERM) while a stream is open: what its client, the ledger and Redis see of it. */
class ShutdownTest {

    private static final String CHATS = "/v1/chat/completions";

    private static final String SLOW =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"/slow 60000\"}]}";
    private static final Pattern CONTENT = Pattern.compile("\"content\":\"([^\"]*)\"");

    @TempDir
    Path directory;

    private final StandIn provider =
            StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
    private final RealRedis redis = RealRedis.start();

    @AfterEach
    void stop() {
        redis.close();
        provider.close();
    }

    private ChildGateway gateway(String patience) {
        return ChildGateway.start(
                directory, """
                spring.lifecycle.timeout-per-shutdown-phase: %1$s
                spring.data.redis.url: redis://127.0.0.1:%2$d
                ai.gateway:
                  stand-in.enabled: off
                  ledger: { enabled: true, directory: "%3$s" }
                  providers:
                    good: { dialect: openai, base-url: "%4$s/v1", api-key: theirs }
                    spare: { dialect: openai, base-url: "%4$s/v1", api-key: theirs }
                  model-facts: { "*/*": { input-price: 1, output-price: 10 } }
                  pools.two: { strategy: ordered, targets: [ good/m, spare/m ], resume: continue }
                  keys:
                  - { name: run-0, value: sk-run-0-0123456789abcdef }
                spring.cloud.gateway.server.webflux.routes:
                - id: money
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ AiKey, "AiTokenRateLimiter=1000000000, 1h", "AiBudget=100000", AiCostMeter ]
                - id: pooled
                  uri: ai://two
                  predicates: [ "Path=/two/**" ]
                  filters: [ StripPrefix=1, AiKey, "AiTokenRateLimiter=1000000000, 1h", "AiBudget=100000", AiCostMeter ]
                """.formatted(patience, redis.port(), directory.resolve("ledger"), provider.baseUrl()));
    }

    private static String stream(int words) {
        return "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"/words " + words
                + " /pace 50\"}]}";
    }

    /** A stream of which something has come. */
    private static RawHttp begun(ChildGateway gateway, String path, int words) {
        RawHttp client = RawHttp.connect(gateway.port()).patience(Duration.ofSeconds(30));
        client.sendPost(path, stream(words), Fleet.keyOf(0));
        assertThat(client.readHead().orElseThrow().status()).isEqualTo(200);
        assertThat(client.readPiece()).isPresent();
        return client;
    }

    private static boolean isRefused(int port) {
        try (RawHttp client = RawHttp.connect(port)) {
            return false;
        } catch (UncheckedIOException refused) {
            return true;
        }
    }

    @Test
    void sigterm_streamThatEndsInTime_endsWhole_othersAreRefused_andItIsWrittenDown() throws Exception {
        ChildGateway gateway = gateway("60s");
        try (RawHttp idle = RawHttp.connect(gateway.port());
                RawHttp client = begun(gateway, CHATS, 100)) {
            assertThat(idle.sendPost(CHATS, stream(1), Fleet.keyOf(0))
                            .readAnswer()
                            .status())
                    .isEqualTo(200);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);

            await().until(() -> isRefused(gateway.port()));
            assertThat(idle.awaitClose(Duration.ofSeconds(10))).isEqualTo(RawHttp.Ending.CLOSED);
            assertThat(stopped).isNotDone();
            Answer answer = client.readAnswer();
            assertThat(answer.ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
            assertThat(answer.text()).contains("[DONE]");
            assertThat(said(answer)).endsWith("word99 word100");
            stopped.get(60, TimeUnit.SECONDS);
        }

        assertThat(ledger()).hasSize(2).allMatch(each -> each.startsWith("complete "));
        assertThatRedisKnowsTheLedger();
    }

    @Test
    void sigterm_whatTakesLonger_isBrokenOff_andChargedForWhatHasPassed() throws Exception {
        ChildGateway gateway = gateway("1s");
        int passed;
        try (RawHttp client = begun(gateway, CHATS, 2000);
                RawHttp resuming = begun(gateway, "/two" + CHATS, 2000);
                RawHttp waiting = RawHttp.connect(gateway.port()).patience(Duration.ofSeconds(30))) {
            waiting.sendPost("/two" + CHATS, SLOW, Fleet.keyOf(0));
            awaitHolds(1);
            awaitHolds(2);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);

            Answer answer = client.readAnswer();

            assertThat(answer.ending()).isEqualTo(RawHttp.Ending.CLOSED);
            assertThat(answer.text()).contains("gateway_stopping", "gateway: it is stopping (try again)");
            assertThat(resuming.readAnswer().text()).contains("gateway_stopping");
            Answer refused = waiting.readAnswer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isEqualTo("1");
            assertThat(refused.text()).contains("gateway_stopping");
            stopped.get(60, TimeUnit.SECONDS);
            passed = said(answer).length() / 4;
        }
        assertThat(ledger()).hasSize(3).contains("failed " + passed).allMatch(each -> each.startsWith("failed "));
        assertThatRedisKnowsTheLedger();
    }

    private void awaitHolds(long calls) {
        try (Sums sums = new Sums(redis.port())) {
            await().until(() -> sums.held().containsValue(calls));
        }
    }

    private static String said(Answer answer) {
        return CONTENT.matcher(answer.text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining());
    }

    private void assertThatRedisKnowsTheLedger() {
        try (Sums sums = new Sums(redis.port())) {
            assertThat(sums.held()).isEmpty();
            assertThat(sums.used()).isNotEmpty().isEqualTo(Sums.ofLedgers(List.of(directory.resolve("ledger"))));
        }
    }

    /** How each call has ended, and how many tokens were written. */
    private List<String> ledger() throws SQLException {
        try (Connection connection = Sums.open(directory.resolve("ledger"));
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select ending, output_tokens, attempts from ai_gateway_entry")) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                assertThat(row.getInt(3)).as("who was asked").isEqualTo(1);
                rows.add(row.getString(1) + " " + row.getLong(2));
            }
            return rows;
        }
    }
}
