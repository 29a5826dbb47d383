package ai.gateway.app.accounts;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What is known of counters, read behind the gateways' back: in Redis, and in the ledgers of gateways that have ended. */
final class Sums implements AutoCloseable {

    private static final String KEYS = "{ai-gateway:quota:1}:";

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    Sums(int redis) {
        client = RedisClient.create("redis://127.0.0.1:" + redis);
        connection = client.connect();
    }

    /** What was used, by counter and slot. */
    Map<String, Long> used() {
        Map<String, Long> used = new TreeMap<>();
        each(
                "c:",
                (name, counter) -> connection
                        .sync()
                        .hgetall(KEYS + "c:" + counter)
                        .forEach((field, value) -> {
                            if (field.matches("u\\d+") && !value.equals("0")) {
                                used.put(counter + " " + field.substring(1), Long.parseLong(value));
                            }
                        }));
        return used;
    }

    /** What is held, by counter; nothing where that is nothing. */
    Map<String, Long> held() {
        Map<String, Long> held = new TreeMap<>();
        each("c:", (name, counter) -> {
            long amount = Long.parseLong(connection.sync().hget(name, "H"));
            if (amount != 0) {
                held.put(counter, amount);
            }
        });
        each(
                "h:",
                (name, counter) ->
                        held.put("holds of " + counter, connection.sync().zcard(name)));
        return held;
    }

    private void each(String kind, java.util.function.BiConsumer<String, String> told) {
        RedisCommands<String, String> commands = connection.sync();
        ScanIterator<String> keys = ScanIterator.scan(
                commands,
                io.lettuce.core.ScanArgs.Builder.matches(KEYS + kind + "*").limit(1000));
        while (keys.hasNext()) {
            String name = keys.next();
            told.accept(name, name.substring(KEYS.length() + kind.length()));
        }
    }

    long process() {
        String line = connection
                .sync()
                .info("server")
                .lines()
                .filter(each -> each.startsWith("process_id:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring("process_id:".length()).strip());
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }

    /** Of all these ledgers together: each in a directory of its own, and nobody has it open. */
    static Map<String, Long> ofLedgers(Iterable<Path> directories) {
        Map<String, Long> used = new TreeMap<>();
        for (Path directory : directories) {
            try (Connection connection = open(directory);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select counter, slot, used from ai_gateway_counter where used > 0")) {
                while (row.next()) {
                    used.merge(row.getString(1) + " " + row.getLong(2), row.getLong(3), Long::sum);
                }
            } catch (SQLException e) {
                throw new AssertionError(directory.toString(), e);
            }
        }
        return used;
    }

    static Connection open(Path directory) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + directory.resolve("ledger") + ";IFEXISTS=TRUE");
    }
}
