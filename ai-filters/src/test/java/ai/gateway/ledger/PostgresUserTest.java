package ai.gateway.ledger;

import ai.gateway.testing.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The ledger of a user who may write rows and make no tables, by the grants of {@code docs/ledger.md}. */
class PostgresUserTest extends SqlLedgerContract {

    private static final Pattern GRANTS = Pattern.compile("```sql\n(create role gateway_owner .*?)```", Pattern.DOTALL);

    private static RealPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        String grants = GRANTS.matcher(Files.readString(Path.of("../docs/ledger.md")))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow()
                .replaceAll("```(sql\n)?", "");
        postgres = RealPostgres.start();
        int connect = grants.indexOf("\\connect ai\n");
        execute(postgres.url(), grants.substring(0, connect));
        execute(in("ai", "gateway"), grants.substring(connect + "\\connect ai\n".length()));
        // Whoever owns the tables has to be there first.
        Database.at(in("ai", "gateway_owner"), "", "").close();
    }

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static String in(String database, String user) {
        return postgres.url().replace("/postgres?", "/" + database + "?").replaceAll("user=.*", "user=" + user);
    }

    private static void execute(String url, String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String each : statements.split(";", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }

    @Override
    String url() {
        return in("ai", "gateway_writer");
    }

    @Test
    void user_mayMakeNoTables_andTakeNoneAway() {
        assertThatThrownBy(() -> execute(url(), "create table another (n integer)"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute(url(), "drop table ai_gateway_entry")).hasMessageContaining("must be owner");
    }

    @Test
    void tablesThatAreMissing_theStartFails_andSaysWhy() throws SQLException {
        execute(postgres.url(), "create database empty owner gateway_owner");
        execute(in("empty", "gateway"), "revoke create on schema public from public");

        assertThatThrownBy(() -> Database.at(in("empty", "gateway_writer"), "", ""))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("permission denied for schema public");
    }

    @Override
    @Test
    @Disabled("for those who may make tables")
    void migrations_ofNodesThatStartTogether_areMadeOnce() {}

    @Override
    @Test
    @Disabled("for those who may make tables")
    void migrations_ofOlderTables_keepWhatIsThere() {}
}
