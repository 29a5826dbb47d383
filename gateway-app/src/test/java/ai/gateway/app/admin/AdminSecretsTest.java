package ai.gateway.app.admin;

import ai.gateway.testing.Answer;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A secret is in the one answer that gives it out, and nowhere else. Isolated, as it reads all that is said. */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class AdminSecretsTest {

    private static final String URL = AdminBench.memory("admin-secrets");
    private static final String BROUGHT = "sk-brought-along-0123456789";
    private static final String PROVIDERS = "callers-own-provider-key-0123";

    @Test
    void everything_isLoggedAndKept_butNoSecret(CapturedOutput output, @TempDir Path folder) throws SQLException {
        List<String> secrets =
                new ArrayList<>(List.of(AdminBench.OPS, AdminBench.CI, AdminBench.SECRET, BROUGHT, PROVIDERS));
        List<String> answers = new ArrayList<>();
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        try (AdminBench bench = new AdminBench(folder, URL, 1)) {
            logging.setLogLevel("ai.gateway", LogLevel.TRACE);
            logging.setLogLevel("org.springframework.cloud.gateway", LogLevel.TRACE);
            try {
                Json made = bench.done(201, "POST", "/keys", "{\"name\":\"made\"}");
                secrets.add(made.get("secret").text());
                Json turned = bench.done(200, "POST", "/keys/made/rotate", "");
                secrets.add(turned.get("secret").text());
                answers.add(bench.ask(
                                "POST",
                                "/keys",
                                "{\"name\":\"own\",\"secret\":\"" + BROUGHT + "\",\"provider_keys\":{\"whole\":\""
                                        + PROVIDERS + "\"}}")
                        .text());
                secrets.forEach(each -> bench.chat(0, each));
                secrets.forEach(each -> answers.add(bench.send(0, "GET", "/keys", "", "Authorization: Bearer x" + each)
                        .text()));
                for (String path : List.of("/keys", "/keys/made", "/keys/own", "/audit", "/usage/entries", "/usage")) {
                    Answer answer = bench.ask("GET", path, "");
                    answers.add(answer.text() + answer.head().headers());
                }
            } finally {
                logging.setLogLevel("ai.gateway", LogLevel.OFF);
                logging.setLogLevel("org.springframework.cloud.gateway", LogLevel.OFF);
            }
            answers.addAll(stored());
        }
        assertThat(answers).anyMatch(each -> each.contains("key.rotate"));
        assertThat(output.getAll()).contains("\"action\":\"key.rotate\"", "\"who\":\"admin\"");
        assertThat(secrets).hasSize(7).allSatisfy(secret -> {
            assertThat(output.getAll()).doesNotContain(secret);
            assertThat(answers).noneMatch(each -> each.contains(secret));
        });
    }

    private static List<String> stored() throws SQLException {
        List<String> bodies = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select body from ai_gateway_document union all select became from ai_gateway_deed")) {
            while (row.next()) {
                bodies.add(row.getString(1));
            }
        }
        assertThat(bodies).hasSizeGreaterThanOrEqualTo(5);
        return bodies;
    }
}
