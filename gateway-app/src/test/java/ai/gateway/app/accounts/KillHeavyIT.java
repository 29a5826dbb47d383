package ai.gateway.app.accounts;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.ledger.Database;
import ai.gateway.ledger.Journal;
import ai.gateway.ledger.JournalSettings;
import ai.gateway.ledger.SqlLedger;
import ai.gateway.ledger.Watch;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.Tag;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway is killed under load, again and again: what a client saw finish is in the ledger, once. */
@Tag("heavy")
class KillHeavyIT {

    private static final int KILLS = Integer.getInteger("kill.gateways", 200);
    private static final int CLIENTS = 20;

    /** So that all of them together make 100 requests a second. */
    private static final long EVERY_MILLIS = 200;

    private static final int LATEST_KILL_MILLIS = 1500;

    @TempDir
    Path directory;

    private final Set<String> finished = ConcurrentHashMap.newKeySet();

    @Test
    void kill_atRandomPoints_nothingThatWasFinishedIsLostOrDoubled() throws Exception {
        long seed = System.nanoTime();
        Random dice = new Random(seed);
        Path ledger = directory.resolve("ledger");
        try (StandIn provider = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null))) {
            for (int i = 0; i < KILLS; i++) {
                try (ChildGateway gateway = ChildGateway.start(directory, yaml(ledger, provider.baseUrl()))) {
                    load(gateway, dice.nextInt(LATEST_KILL_MILLIS));
                }
            }
        }
        Map<String, String> kept = kept(ledger);
        long unfinished = kept.values().stream().filter("interrupted"::equals).count();
        System.out.printf(
                "%d kills (seed %d): %d calls seen to finish, %d in the ledger, %d interrupted%n",
                KILLS, seed, finished.size(), kept.size(), unfinished);
        assertThat(finished).isNotEmpty().allMatch(id -> "complete".equals(kept.get(id)));
        assertThat(kept.values()).isSubsetOf("complete", "interrupted", "client_gone");
    }

    private void load(ChildGateway gateway, long killAfterMillis) throws InterruptedException {
        CountDownLatch killed = new CountDownLatch(1);
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Thread(() -> ask(gateway.port(), killed), "client-" + i));
        }
        clients.forEach(Thread::start);
        killed.await(killAfterMillis, TimeUnit.MILLISECONDS);
        gateway.kill();
        killed.countDown();
        for (Thread client : clients) {
            client.join();
        }
    }

    private void ask(int port, CountDownLatch killed) {
        String body = "{\"model\":\"m\",\"stream\":true,\"max_tokens\":40,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"/words 6 /pace 2\"}]}";
        try (RawHttp client = RawHttp.connect(port)) {
            boolean over = false;
            while (!over) {
                Answer answer = client.sendPost("/v1/chat/completions", body, Fleet.keyOf(0))
                        .readAnswer();
                if (answer.text().contains("[DONE]")) {
                    assertThat(finished.add(Objects.requireNonNull(answer.header("x-ai-request-id"))))
                            .isTrue();
                }
                over = answer.ending() != RawHttp.Ending.CLEAN_END || killed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (UncheckedIOException gone) {
            // With the gateway.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String yaml(Path ledger, Object provider) {
        return """
                ai.gateway:
                  stand-in.enabled: off
                  ledger: { enabled: true, directory: "%s" }
                  providers.good: { dialect: openai, base-url: "%s/v1", api-key: theirs }
                  model-facts: { "good/*": { input-price: 1, output-price: 10 } }
                  keys:
                  - { name: run-0, value: sk-run-0-0123456789abcdef }
                spring.cloud.gateway.server.webflux.routes:
                - id: money
                  uri: ai://good
                  predicates: [ "Path=/v1/**" ]
                  filters: [ AiKey, "AiTokenRateLimiter=1000000000, 1h", "AiBudget=100000", AiCostMeter ]
                """.formatted(ledger, provider);
    }

    /** How calls have ended, by id, after what the last one has left behind was recovered; the sums are those of the calls. */
    private static Map<String, String> kept(Path directory) throws SQLException {
        String url = "jdbc:h2:file:" + directory.resolve("ledger") + ";DB_CLOSE_ON_EXIT=FALSE";
        try (Database database = Database.at(url, "", "")) {
            JournalSettings settings = new JournalSettings(directory.resolve("journal"), 4 << 20, 128);
            Journal.open(settings, new SqlLedger(database, Watch.NONE), Watch.NONE)
                    .close();
        }
        Map<String, String> endings = new HashMap<>();
        long cost = 0;
        try (Connection connection = Sums.open(directory);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, ending, nano_usd from ai_gateway_entry")) {
            while (row.next()) {
                assertThat(endings.put(row.getString(1), row.getString(2))).isNull();
                cost += row.getLong(3);
            }
        }
        assertThat(Sums.ofLedgers(List.of(directory))).containsEntry("money/key:run-0 NANO_USD lifetime 0", cost);
        return endings;
    }
}
