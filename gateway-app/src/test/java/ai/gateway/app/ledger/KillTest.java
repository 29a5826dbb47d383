package ai.gateway.app.ledger;

import ai.gateway.ledger.Database;
import ai.gateway.ledger.SqlLedger;
import ai.gateway.ledger.Watch;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A process is killed while it keeps a ledger, again and again: what it said it had kept is there, once. */
class KillTest {

    private static final int POINTS = Integer.getInteger("kill.points", 10);
    private static final int MOST_LINES = 4000;

    @TempDir
    Path directory;

    private final Set<String> ended = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final List<String> lost = new ArrayList<>();
    private final Watch watch = new Watch() {
        @Override
        public void failed(Part part, Throwable why) {
            lost.add(part + ": " + why);
        }

        @Override
        public void works(Part part) {}

        @Override
        public void lost(String what, Throwable why) {
            lost.add(what);
        }
    };

    @Test
    void kill_atRandomPoints_nothingIsLostOrDoubled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < POINTS; round++) {
            killAfter(random.nextInt(MOST_LINES), "r" + round);
            restart();
            if (round % 20 == 0 || round == POINTS - 1) {
                verify(seed);
            }
        }
        System.out.printf(
                "%d kills (seed %d): %d calls seen to begin, %d seen to end; 0 lost, 0 doubled%n",
                POINTS, seed, begun.size(), ended.size());
    }

    /** Lines come in bursts; a kill falls anywhere in the work that follows them. */
    private void killAfter(int lines, String name) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        Doomed.class.getName(),
                        directory.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            String line = said.readLine();
            for (int i = 0; line != null; i++) {
                if (i == lines) {
                    process.destroyForcibly();
                }
                note(line);
                line = said.readLine();
            }
        } catch (IOException ignored) {
            // The pipe broke with the process.
        }
        process.waitFor();
    }

    /** Of the last line a part may be missing. */
    private void note(String line) {
        if (line.startsWith("begun ")) {
            begun.add(line.substring(6));
        } else if (line.startsWith("ended ")) {
            ended.add(line.substring(6));
        }
    }

    private void restart() {
        try (Database database = Doomed.database(directory)) {
            Doomed.open(directory, new SqlLedger(database, watch), watch).close();
        }
    }

    private void verify(long seed) throws SQLException {
        Map<String, String> endings = new HashMap<>();
        Map<String, Long> charged = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("db"));
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select id, ending, charges from ai_gateway_entry")) {
                while (row.next()) {
                    assertThat(endings.put(row.getString(1), row.getString(2))).isNull();
                    for (Json each : Json.ours(row.getString(3).getBytes(UTF_8)).items()) {
                        charged.merge(
                                each.at(0).text() + " " + each.at(1).number(-1),
                                each.at(3).number(-1),
                                Long::sum);
                    }
                }
            }
            assertThat(sums(statement)).as("seed %d", seed).isEqualTo(charged);
        }
        Set<String> kept = endings.keySet();
        assertThat(lost).isEmpty();
        assertThat(ended).as("seed %d", seed).allMatch(id -> "complete".equals(endings.get(id)));
        assertThat(begun).as("seed %d", seed).allMatch(kept::contains);
        assertThat(endings.values()).containsOnly("complete", "interrupted");
        assertThat(charged).isNotEmpty();
    }

    private static Map<String, Long> sums(Statement statement) throws SQLException {
        Map<String, Long> sums = new HashMap<>();
        try (ResultSet row = statement.executeQuery("select counter, slot, used from ai_gateway_counter")) {
            while (row.next()) {
                sums.put(row.getString(1) + " " + row.getLong(2), row.getLong(3));
            }
        }
        return sums;
    }
}
