package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.observe.Query.Want;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
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
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What dashboards and alert rules ask for is what a gateway shows, and both are as Grafana and Prometheus want them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BlockingCheck.class)
class DashboardsTest {

    private static final String ANN = "x-api-key: sk-ann-0123456789abcdef";

    private FaultUpstream bad;
    private RunningGateway gateway;
    private String scraped = "";

    /** A gateway on which everything happens that has a metric. */
    @BeforeAll
    void start(@TempDir Path folder) {
        bad = FaultUpstream.start();
        bad.play("/failing/*", Script.json(500, "{\"error\":{\"message\":\"oops\"}}"));
        bad.play("/silent/*", Faults.hang());
        gateway = RunningGateway.start(GatewayApp.class, """
                management.endpoints.web.exposure.include: prometheus
                ai.gateway:
                  stand-in: { enabled: on, pace: 2ms }
                  observe.key-tags: [ team ]
                  keys-secret: a-secret-of-this-test-alone
                  keys: [ { name: ann, value: sk-ann-0123456789abcdef, tags: { team: search } } ]
                  ledger: { enabled: true, directory: '%1$s/ledger' }
                  audit: { decisions: true, directory: '%1$s/audit' }
                  model-facts: { "[stand-in/m]": { input-price: 1000, output-price: 1000 } }
                  guards: { away: { type: webhook, url: "http://127.0.0.1:%2$d/", secret: 0123456789abcdef } }
                  address-guard.allow: [ 127.0.0.0/8 ]
                  providers:
                    failing: { dialect: openai, base-url: "%3$s/v1", auth: none }
                    silent: { dialect: openai, base-url: "%4$s/v1", auth: none }
                  pools:
                    over: { strategy: ordered, targets: [ failing/m, stand-in/m ] }
                    hedged: { strategy: ordered, targets: [ silent/m, stand-in/m ], hedge: { after: 20ms, share: 1 } }
                spring.cloud.gateway.server.webflux.routes:
                - id: money
                  uri: ai://stand-in
                  predicates: [ "Path=/money/**" ]
                  filters: [ StripPrefix=1, AiKey, { name: AiBudget, args: { amount: 0.001, period: lifetime, by: key, over: warn } }, AiCache=10m, AiCostMeter ]
                - { id: guarded, uri: "ai://stand-in", predicates: [ "Path=/guarded/**" ], filters: [ StripPrefix=1, AiGuard=away ] }
                - id: limited
                  uri: ai://stand-in
                  predicates: [ "Path=/limited/**" ]
                  filters: [ StripPrefix=1, { name: AiTokenRateLimiter, args: { requests: 1, period: lifetime, by: route } } ]
                - { id: pools, uri: "ai://auto", predicates: [ "Path=/**" ] }
                """.formatted(
                        folder, FaultUpstream.refusedPort(), bad.uri("/failing"), bad.uri("/silent")));
        call("/money", "m", true, 200);
        call("/money", "m", true, 200);
        call("/guarded", "m", false, 400);
        call("/limited", "m", false, 200);
        call("/limited", "m", false, 429);
        call("", "over", true, 200);
        call("", "hedged", true, 200);
    }

    @AfterAll
    void stop() {
        gateway.close();
        bad.close();
    }

    private void call(String route, String model, boolean stream, int status) {
        Answer answer = RawHttp.post(
                gateway.port(),
                route + "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"/words 20\"}]}",
                ANN);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private static Set<Want> wants() {
        Set<Want> wants = new LinkedHashSet<>();
        Board.all().forEach(board -> wants.addAll(board.wants()));
        Board.rules().forEach(rule -> wants.addAll(Query.wants(String.valueOf(rule.get("expr")))));
        return wants;
    }

    /** Once all that is told behind an answer was told. */
    private String complete() {
        if (scraped.isEmpty()) {
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                String now = RawHttp.get(gateway.port(), "/actuator/prometheus").text();
                assertThat(new Scrape(now).lacks(wants())).isEmpty();
                scraped = now;
            });
        }
        return scraped;
    }

    @Test
    void metricsAndLabels_thatDashboardsAndRulesAskFor_areThere() {
        assertThat(complete())
                .containsPattern("ai_gateway_cost_usd_total\\{key_team=\"search\",.*} 0\\.\\d*[1-9]")
                .containsPattern("ai_gateway_cost_saved_usd_total\\{key_team=\"search\",.*} 0\\.\\d*[1-9]");
        assertThat(wants()).hasSizeGreaterThan(100);
    }

    /** Whatever is renamed, something is missed. */
    @Test
    void metricOrLabel_renamed_isMissed() {
        String text = complete();
        Set<Want> wants = wants();

        assertThat(wants).allSatisfy(want -> {
            String without = want.label().isEmpty()
                    ? text.replaceAll("(?m)^" + want.metric() + "(?=[{ ])", want.metric() + "_renamed")
                    : text.replaceAll("(?<=[{,])" + want.label() + "=\"", want.label() + "_renamed=\"");
            assertThat(new Scrape(without).lacks(Set.of(want))).isNotEmpty();
        });
    }

    @Test
    void expression_thatAsksForWhatIsNotThere_isMissed() {
        Scrape scrape = new Scrape(complete());

        assertThat(scrape.lacks(Query.wants(
                        "sum by (pool) (rate(ai_gateway_failover_total[5m])) > 0 and ai_gateway_in_flight")))
                .containsExactly("ai_gateway_failover_total");
        assertThat(scrape.lacks(Query.wants("max by (pools) (ai_gateway_in_flight{target=~\".+\"})")))
                .containsExactly("ai_gateway_in_flight{pools}");
        assertThat(scrape.lacks(Query.wants("ai_gateway_attempts_total{outcome=\"broken\"}")))
                .containsExactly("ai_gateway_attempts_total{outcome=broken}");
        assertThat(scrape.lacks(
                        Query.wants("gen_ai_server_request_duration_seconds_count{error_type=~\"5..|upstream_gone\"}")))
                .containsExactly("gen_ai_server_request_duration_seconds_count{error_type=upstream_gone}");
        assertThatThrownBy(() -> Query.wants("predict_linear(ai_gateway_in_flight[1h], 60)"))
                .hasMessageContaining("predict_linear");
        assertThatThrownBy(() -> Query.wants("sum(ai_gateway_in_flight")).hasMessageContaining("brackets");
    }

    @Test
    void dashboards_areAsGrafanaWantsThem() {
        List<Board> boards = Board.all();

        assertThat(boards).extracting(Board::name).containsExactly("health.json", "money.json", "traffic.json");
        assertThat(boards).extracting(board -> board.json().get("uid").text()).doesNotHaveDuplicates();
        assertThat(boards).allSatisfy(board -> {
            assertThat(board.json().get("schemaVersion").number(0)).isGreaterThanOrEqualTo(36);
            assertThat(board.json().get("title").text()).startsWith("AI gateway: ");
            Json source = board.variables().get(0);
            assertThat(source.get("name").text()).isEqualTo("datasource");
            assertThat(source.get("type").text()).isEqualTo("datasource");
            assertThat(source.get("query").text()).isEqualTo("prometheus");
            assertThat(board.panels()).isNotEmpty().allSatisfy(DashboardsTest::isComplete);
            assertLaidOut(board);
        });
    }

    private static void isComplete(Json panel) {
        String title = panel.get("title").text();
        assertThat(title).isNotEmpty();
        assertThat(panel.get("description").text("")).as(title).endsWith(".");
        Json defaults = panel.get("fieldConfig").get("defaults");
        assertThat(defaults.get("unit").text("")).as(title).isNotEmpty();
        assertThat(panel.get("datasource").get("uid").text("")).as(title).isEqualTo("${datasource}");
        assertThat(panel.get("targets").size()).as(title).isPositive();
        panel.get("targets").items().forEach(target -> {
            assertThat(target.get("legendFormat").text("")).as(title).isNotEmpty();
            assertThat(target.get("datasource").get("uid").text("")).as(title).isEqualTo("${datasource}");
        });
    }

    /** On a grid of 24 columns, each place has one panel at most. */
    private static void assertLaidOut(Board board) {
        List<String> places = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        board.json().get("panels").items().forEach(panel -> {
            ids.add(panel.get("id").number(0));
            Json at = panel.get("gridPos");
            long x = at.get("x").number(-1);
            long y = at.get("y").number(-1);
            assertThat(x + at.get("w").number(99)).isLessThanOrEqualTo(24);
            for (long column = x; column < x + at.get("w").number(0); column++) {
                for (long row = y; row < y + at.get("h").number(0); row++) {
                    places.add(column + ":" + row);
                }
            }
        });
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(places).doesNotHaveDuplicates();
    }

    @Test
    void rules_haveASeverityAndSayWhatToDo() {
        List<Map<?, ?>> rules = Board.rules();

        assertThat(rules).extracting(rule -> rule.get("alert")).doesNotHaveDuplicates();
        assertThat(rules).hasSizeGreaterThan(15).allSatisfy(rule -> {
            assertThat(String.valueOf(rule.get("alert"))).startsWith("Ai");
            assertThat(((Map<?, ?>) rule.get("labels")).get("severity")).isIn("critical", "warning");
            Map<?, ?> notes = (Map<?, ?>) rule.get("annotations");
            assertThat(String.valueOf(notes.get("summary"))).isNotBlank().doesNotEndWith(".");
            assertThat(String.valueOf(notes.get("description"))).endsWith(".");
            assertThat(String.valueOf(notes.get("runbook"))).endsWith(".");
        });
    }
}
