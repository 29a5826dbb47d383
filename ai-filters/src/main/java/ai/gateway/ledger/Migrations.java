package ai.gateway.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Brings the tables to what this gateway knows, step by step, each once. Nodes that start together take turns. Later steps only
 * add, so that an older gateway goes on beside a newer one.
 */
final class Migrations {

    private static final List<String> STEPS = List.of(
            "001-entries-and-counters.sql",
            "002-documents.sql",
            "003-deeds.sql",
            "004-saved.sql",
            "005-request-log.sql",
            "006-deed-chain.sql");

    private static final String BEGIN =
            "create table if not exists ai_gateway_schema (version integer not null primary key)";

    private Migrations() {}

    static void run(Database database) throws SQLException {
        if (database.flavour() == Flavour.H2) {
            // Its "if not exists" is not for two at once; an embedded one has one process, which is ours.
            synchronized (Migrations.class) {
                steps(database);
            }
        } else {
            steps(database);
        }
    }

    private static void steps(Database database) throws SQLException {
        database.change(connection -> {
            database.flavour().lock(connection);
            if (!database.flavour().isBegun(connection)) {
                execute(connection, BEGIN);
            }
            int known = version(connection);
            for (int step = known + 1; step <= STEPS.size(); step++) {
                for (String statement : text(STEPS.get(step - 1)).split(";", -1)) {
                    if (!statement.isBlank()) {
                        execute(connection, statement);
                    }
                }
                done(connection, database.flavour(), step);
            }
            return known;
        });
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from ai_gateway_schema")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void done(Connection connection, Flavour flavour, int step) throws SQLException {
        String sql = "insert into ai_gateway_schema (version) select ? where not exists"
                + " (select 1 from ai_gateway_schema where version = ?)" + flavour.unlessThere();
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, step);
            insert.setInt(2, step);
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String name) {
        try (InputStream stream = Migrations.class.getResourceAsStream("migrations/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
