package ai.gateway.app.admin;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is let in, what is told to those who ask for something wrong, and what is kept of a key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class AdminApiTest {

    private AdminBench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new AdminBench(folder, AdminBench.memory("admin-api"), 1);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    /** All that the API describes of itself, with names filled in. */
    private List<String[]> operations() {
        List<String[]> operations = new ArrayList<>();
        bench.done(200, "GET", "/openapi.json", "")
                .get("paths")
                .members((path, item) -> item.members((method, op) -> {
                    if (!method.equals("parameters")) {
                        operations.add(new String[] {
                            method.toUpperCase(Locale.ROOT),
                            path.replace("{name}", "nobody")
                                    .replace("{path}", "no/body")
                                    .replace("{route}", "none")
                                    .replace("{id}", "none")
                                    .replace("{route}", "none")
                        });
                    }
                }));
        return operations;
    }

    @Test
    void matrix_withoutAGoodToken_isRefused_andNothingElseIsTold() {
        List<String[]> operations = operations();
        assertThat(operations).hasSizeGreaterThan(15);
        for (String[] each : operations) {
            for (List<String> headers : List.of(
                    List.<String>of(),
                    List.of("Authorization: Bearer wrong-token-0123456789"),
                    List.of("Authorization: Bearer "),
                    List.of("Authorization: Basic " + AdminBench.OPS),
                    List.of("Authorization: Bearer " + AdminBench.YAML_KEY),
                    List.of("x-api-key: " + AdminBench.OPS))) {
                Answer answer = bench.send(0, each[0], each[1], "", headers.toArray(String[]::new));
                Json problem = AdminBench.problem(401, answer);
                assertThat(problem.get("code").text()).isEqualTo("unauthorized");
                assertThat(answer.header("www-authenticate")).isEqualTo("Bearer");
            }
        }
    }

    @Test
    void matrix_withAGoodToken_isServedOrToldWhy() {
        for (String[] each : operations()) {
            Answer answer = bench.send(0, each[0], each[1], "", "Authorization: Bearer " + AdminBench.CI);
            assertThat(answer.status()).as(each[0] + " " + each[1]).isIn(200, 204, 400, 404);
            if (answer.status() >= 400) {
                AdminBench.problem(answer.status(), answer);
            }
        }
        bench.ask("DELETE", "/owners/no/body", "");
    }

    @Test
    void matrix_unknownPathWithoutAToken_tellsNothing() {
        AdminBench.problem(401, bench.send(0, "GET", "/nothing", ""));
        AdminBench.problem(401, bench.send(0, "GET", "", ""));
        bench.problem(404, "GET", "/nothing", "");
        bench.problem(404, "GET", "", "");
        Answer answer = bench.ask("PUT", "/keys", "{}");
        AdminBench.problem(405, answer);
        assertThat(answer.header("allow")).isEqualTo("GET, POST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST  | /keys | {                                  | invalid_json    | ''",
                "POST  | /keys | {\"name\":\"a\",\"name\":\"b\"}    | invalid_json    | /name",
                "POST  | /keys | []                                 | invalid_request | ''",
                "POST  | /keys | {}                                 | invalid_request | /name",
                "POST  | /keys | {\"name\":\"a/b\"}                 | invalid_request | /name",
                "POST  | /keys | {\"name\":7}                       | invalid_request | /name",
                "POST  | /keys | {\"name\":\"a\",\"modles\":[]}     | invalid_request | /modles",
                "POST  | /keys | {\"name\":\"a\",\"models\":{}}     | invalid_request | /models",
                "POST  | /keys | {\"name\":\"a\",\"tags\":{\"a\":1}} | invalid_request | /tags/a",
                "POST  | /keys | {\"name\":\"a\",\"secret\":\"short\"} | invalid_request | /secret",
                "POST  | /keys | {\"name\":\"a\",\"expires\":\"soon\"} | invalid_request | /expires",
                "POST  | /keys | {\"name\":\"a\",\"owner\":\"/x\"}  | invalid_request | /owner",
                "POST  | /keys | {\"name\":\"a\",\"operations\":[\"fly\"]} | invalid_request | /operations",
                "POST  | /keys | {\"name\":\"a\",\"addresses\":[\"host\"]} | invalid_request | /addresses",
                "POST  | /keys | {\"name\":\"a\",\"budget\":\"5 EUR / 1d\"} | invalid_request | /budget",
                "POST  | /keys | {\"name\":\"a\",\"disabled\":\"no\"} | invalid_request | /disabled",
                "POST  | /keys | {\"name\":\"a\",\"defaults\":\"x\"} | invalid_request | /defaults",
                "POST  | /keys | {\"name\":\"a\",\"provider_keys\":{\"nobody\":\"k\"}} | invalid_request | /provider_keys/nobody",
                "PUT   | /owners/a | {\"tokens\":[\"many\"]}        | invalid_request | /tokens",
                "PUT   | /owners/a//b | {}                          | invalid_request | -",
                "POST  | /cache/purge | {}                          | invalid_request | -",
                "POST  | /cache/purge | {\"all\":false}             | invalid_request | -",
                "POST  | /cache/purge | {\"all\":true,\"tag\":\"a\"} | invalid_request | -",
                "POST  | /cache/purge | {\"all\":1}                 | invalid_request | /all",
                "POST  | /cache/purge | {\"tag\":\"\"}              | invalid_request | /tag",
                "POST  | /cache/purge | {\"tag\":7}                 | invalid_request | /tag",
                "POST  | /cache/purge | {\"tags\":\"a\"}            | invalid_request | /tags",
                "POST  | /cache/purge?tag=a | {\"all\":true}        | invalid_request | -",
                "GET   | /cache?tag=a | ''                          | invalid_request | -",
                "GET   | /usage?cach=hit | ''                       | invalid_request | -",
                "GET   | /keys?limit=0 | ''                         | invalid_request | -",
                "GET   | /keys?limits=1 | ''                        | invalid_request | -",
                "GET   | /usage?by=nothing | ''                     | invalid_request | -",
                "GET   | /usage?from=then | ''                      | invalid_request | -",
                "GET   | /usage?zone=Nowhere | ''                   | invalid_request | -",
                "GET   | /usage?tag=x | ''                          | invalid_request | -",
                "GET   | /usage?format=xml | ''                     | invalid_request | -",
                "GET   | /usage/entries?after=x | ''                | invalid_request | -",
                "GET   | /limits | ''                               | invalid_request | -",
                "GET   | /audit?after=x | ''                        | invalid_request | -"
            })
    void ask_somethingWrong_isToldWhatAndWhere(String method, String path, String body, String code, String pointer) {
        Json problem = bench.problem(400, method, path, body);
        assertThat(problem.get("code").text()).isEqualTo(code);
        assertThat(problem.get("pointer").exists() ? problem.get("pointer").text() : "-")
                .isEqualTo(code.equals("invalid_request") || pointer.equals("/name") ? pointer : "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /keys/nobody", "PATCH, /keys/nobody", "DELETE, /keys/nobody", "POST, /keys/nobody/rotate",
        "POST, /keys/nobody/disable", "GET, /owners/no/body", "DELETE, /owners/no/body", "GET, /usage/entries/none",
        "GET, /limits?key=nobody"
    })
    void ask_whatIsNotThere_isToldSo(String method, String path) {
        assertThat(bench.problem(404, method, path, "").get("code").text()).isEqualTo("not_found");
    }

    @Test
    void ask_keyOfTheConfiguration_isShownAndNotChanged() {
        Json key = bench.done(200, "GET", "/keys/of-yaml", "");
        assertThat(key.get("source").text()).isEqualTo("configuration");
        assertThat(key.get("models").at(0).text()).isEqualTo("whole/*");
        for (String[] each : List.of(
                new String[] {"PATCH", "/keys/of-yaml"},
                new String[] {"DELETE", "/keys/of-yaml"},
                new String[] {"POST", "/keys/of-yaml/rotate"},
                new String[] {"DELETE", "/owners/acme"})) {
            assertThat(bench.problem(409, each[0], each[1], "").get("code").text())
                    .isEqualTo("read_only");
        }
        assertThat(bench.problem(409, "POST", "/keys", "{\"name\":\"of-yaml\"}")
                        .get("code")
                        .text())
                .isEqualTo("already_exists");
    }

    @Test
    void create_tooMuch_isRefused() {
        String body = "{\"name\":\"" + "x".repeat((1 << 20) + 1) + "\"}";
        assertThat(bench.problem(413, "POST", "/keys", body).get("code").text()).isEqualTo("request_too_large");
    }

    @Test
    void create_nameOrSecretOfAnother_isRefused() {
        bench.done(201, "POST", "/keys", "{\"name\":\"one\",\"secret\":\"sk-brought-0123456789\"}");
        assertThat(bench.problem(409, "POST", "/keys", "{\"name\":\"one\"}")
                        .get("code")
                        .text())
                .isEqualTo("already_exists");
        for (String taken : List.of("sk-brought-0123456789", AdminBench.YAML_KEY)) {
            String body = "{\"name\":\"two\",\"secret\":\"" + taken + "\"}";
            assertThat(bench.problem(409, "POST", "/keys", body).get("detail").text())
                    .doesNotContain(taken);
        }
    }

    @Test
    void create_everything_isKeptAsItWasSaid() {
        String all =
                "{\"name\":\"all of it\",\"owner\":\"acme/x\",\"models\":[\"whole/*\"],\"operations\":[\"chat\",\"count-tokens\"],"
                        + "\"providers\":[\"whole\"],\"routes\":\"llm\",\"addresses\":[\"127.0.0.0/8\"],\"expires\":\"2999-12-31\","
                        + "\"disabled\":false,\"tags\":{\"tier\":\"beta\"},\"defaults\":{\"seed\":1},\"overrides\":{\"top_p\":0.5},"
                        + "\"provider_keys\":{\"whole\":\"callers-own\"},\"requests\":[\"100 / 1m\"],\"tokens\":\"1000 input / 1d\","
                        + "\"concurrent\":5,\"budget\":[\"20 USD / month Europe/Berlin\"]}";
        Answer answer = bench.ask("POST", "/keys", all);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("location")).isEqualTo("/admin/v1/keys/all%20of%20it");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        String shown =
                "{\"name\":\"all of it\",\"owner\":\"acme/x\",\"models\":[\"whole/*\"],\"operations\":[\"chat\",\"count-tokens\"],"
                        + "\"providers\":[\"whole\"],\"routes\":[\"llm\"],\"addresses\":[\"127.0.0.0/8\"],\"expires\":\"2999-12-31\","
                        + "\"disabled\":false,\"tags\":{\"tier\":\"beta\"},\"defaults\":{\"seed\":1},\"overrides\":{\"top_p\":0.5},"
                        + "\"requests\":[\"100 / 1m\"],\"tokens\":[\"1000 input / 1d\"],\"concurrent\":[\"5\"],"
                        + "\"budget\":[\"20 USD / month Europe/Berlin\"],\"provider_keys\":[\"whole\"],\"previous_until\":null,"
                        + "\"source\":\"store\"";
        assertThat(bench.ask("GET", "/keys/all%20of%20it", "").text()).startsWith(shown);
        assertThat(bench.chat(0, AdminBench.json(answer).get("secret").text()).status())
                .isEqualTo(200);

        Json changed =
                bench.done(200, "PATCH", "/keys/all%20of%20it", "{\"models\":null,\"tags\":{},\"expires\":null}");
        assertThat(changed.get("models").size()).isZero();
        assertThat(changed.get("tags").size()).isZero();
        assertThat(changed.get("expires").isNull()).isTrue();
        assertThat(changed.get("provider_keys").at(0).text()).isEqualTo("whole");
        assertThat(changed.get("secret").exists()).isFalse();
    }

    @Test
    void change_ofAnotherVersion_isRefused() {
        Answer made = bench.ask("POST", "/keys", "{\"name\":\"versioned\"}");
        String tag = Objects.requireNonNull(made.header("etag"));
        String[] headers = {"Authorization: Bearer " + AdminBench.OPS, "If-Match: " + tag};
        assertThat(bench.send(0, "PATCH", "/keys/versioned", "{\"disabled\":true}", headers)
                        .status())
                .isEqualTo(200);
        Json problem = AdminBench.problem(412, bench.send(0, "PATCH", "/keys/versioned", "{}", headers));
        assertThat(problem.get("code").text()).isEqualTo("precondition_failed");
    }

    @Test
    void list_pageByPage_hasEachOnce() {
        for (int i = 0; i < 5; i++) {
            bench.done(201, "POST", "/keys", "{\"name\":\"page-" + i + "\",\"owner\":\"paged/" + i + "\"}");
        }
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            Json page = bench.done(200, "GET", "/keys?owner=paged&limit=2&after=" + next, "");
            page.get("keys").items().forEach(key -> names.add(key.get("name").text()));
            next = page.get("next").text();
        } while (!next.isEmpty());
        assertThat(names).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
    }

    @Test
    void owners_arePutShownAndTakenAway() {
        Json put = bench.done(200, "PUT", "/owners/team/a", "{\"budget\":\"5 USD / 30d\",\"concurrent\":2}");
        assertThat(put.get("budget").at(0).text()).isEqualTo("5 USD / 30d");
        assertThat(bench.done(200, "GET", "/owners/team/a", "")
                        .get("concurrent")
                        .at(0)
                        .text())
                .isEqualTo("2");
        List<String> paths = new ArrayList<>();
        bench.done(200, "GET", "/owners", "")
                .get("owners")
                .items()
                .forEach(each -> paths.add(
                        each.get("path").text() + " " + each.get("source").text()));
        assertThat(paths).contains("acme configuration", "idle configuration", "team/a store");
        assertThat(bench.ask("DELETE", "/owners/team/a", "").status()).isEqualTo(204);
        bench.problem(404, "GET", "/owners/team/a", "");
    }

    @Test
    void audit_hasEachChange_withWhoAndWhat() {
        bench.send(0, "POST", "/keys", "{\"name\":\"audited\"}", "Authorization: Bearer " + AdminBench.CI);
        bench.done(200, "PATCH", "/keys/audited", "{\"owner\":\"them\"}");
        bench.ask("DELETE", "/keys/audited", "");
        List<String> deeds = new ArrayList<>();
        bench.done(200, "GET", "/audit?limit=1000", "").get("actions").items().forEach(each -> {
            if (each.get("subject").is("audited")) {
                deeds.add(each.get("who").text() + " " + each.get("action").text() + " "
                        + each.get("address").text() + " "
                        + each.get("before").get("owner") + " "
                        + each.get("after").get("owner"));
            }
        });
        assertThat(deeds)
                .containsExactly(
                        "admin key.delete 127.0.0.1 \"them\" ",
                        "admin key.change 127.0.0.1 \"\" \"them\"",
                        "ci key.create 127.0.0.1  \"\"");
    }
}
