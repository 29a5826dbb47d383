package ai.gateway.app.log;

import ai.gateway.testing.Answer;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Who was refused by what is in the audit, and that can be verified. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class AuditTest {

    private static final String DATABASE = LogBench.memory("audit-test");

    private LogBench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new LogBench(
                folder.resolve("ledger"),
                DATABASE,
                "  audit: { decisions: true, directory: '" + folder.resolve("audit") + "' }\n");
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private List<Json> actions() {
        List<Json> actions = new ArrayList<>();
        Json.parse(bench.admin("GET", "/audit?limit=1000", "").body())
                .get("actions")
                .items()
                .forEach(actions::add);
        return actions;
    }

    private Json kept(Answer refused) {
        String id = LogBench.id(refused);
        Awaitility.await()
                .atMost(LogBench.SOON)
                .until(() ->
                        actions().stream().anyMatch(each -> each.get("subject").is(id)));
        return actions().stream()
                .filter(each -> each.get("subject").is(id))
                .findFirst()
                .orElseThrow();
    }

    private Json verified(String query) {
        Answer answer = bench.admin("GET", "/audit/verify" + query, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    @Test
    void refusals_areKept_withWhoAndWhy_andNothingOfWhatWasAsked() {
        Json unknown = kept(bench.ask("keyed", "a word", false, "x-api-key: sk-wrong-0123456789"));
        Json guarded = kept(bench.ask("guarded", "a heron", false));
        String[] alice = {"x-api-key: " + LogBench.ALICE};
        assertThat(bench.ask("limited", "one", false, alice).status()).isEqualTo(200);
        Json limited = kept(bench.ask("limited", "two", true, alice));

        assertThat(unknown.get("action").text()).isEqualTo("refuse.invalid_api_key");
        assertThat(unknown.get("who").text()).isEmpty();
        assertThat(unknown.get("address").text()).isEqualTo("127.0.0.1");
        assertThat(unknown.get("after").get("status").number(0)).isEqualTo(401);
        assertThat(guarded.get("action").text()).isEqualTo("refuse.blocked_by_guard");
        assertThat(guarded.get("after").get("guard").text()).startsWith("words: ");
        assertThat(guarded.get("after").get("route").text()).isEqualTo("guarded");
        assertThat(limited.get("action").text()).isEqualTo("refuse.rate_limit_exceeded");
        assertThat(limited.get("who").text()).isEqualTo("key:alice");
        assertThat(limited.get("after").get("owner").text()).isEqualTo("acme/search");
        assertThat(bench.admin("GET", "/audit", "").text()).doesNotContain("a word", "heron", "sk-wrong");
    }

    @Test
    void verify_isIntact_untilSomebodyHasHadAHandInIt() throws Exception {
        assertThat(bench.admin("POST", "/keys", "{\"name\":\"audited\"}").status())
                .isEqualTo(201);
        kept(bench.ask("guarded", "a heron", false));
        Json intact = verified("");
        String anchor = intact.get("head").get("id").number(0) + ":"
                + intact.get("head").get("hash").text();

        assertThat(intact.get("intact").flag(false)).isTrue();
        assertThat(intact.get("checked").number(0)).isGreaterThanOrEqualTo(2);
        assertThat(actions().get(0).get("hash").text())
                .isEqualTo(intact.get("head").get("hash").text());
        assertThat(verified("?anchor=" + anchor).get("intact").flag(false)).isTrue();
        assertThat(bench.admin("GET", "/audit/verify?anchor=7", "").text()).contains("query anchor");

        String sql = "update ai_gateway_deed set who = '%s' where action = 'key.create' and subject = 'audited'";
        change(sql.formatted("nobody"));
        Json broken = verified("");
        assertThat(broken.get("intact").flag(true)).isFalse();
        assertThat(broken.get("why").text()).contains("was changed");
        change(sql.formatted("admin"));
        assertThat(verified("").get("intact").flag(false)).isTrue();
    }

    private static void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
