package ai.gateway.app.admin;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of usage is what was used: five calls of one key, three of another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class UsageApiTest {

    private AdminBench bench;
    private final List<String> ids = new ArrayList<>();

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new AdminBench(folder, AdminBench.memory("usage-api"), 1);
        call(
                "ada",
                5,
                "\"owner\":\"lab/one\",\"tags\":{\"centre\":\"7\"},\"requests\":\"100 / 1d\",\"budget\":\"1 USD / lifetime\"");
        call("bob", 3, "\"owner\":\"lab/two\"");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> total("/usage").get("calls").number(0) == 8);
    }

    private void call(String name, int times, String more) {
        String secret = bench.done(201, "POST", "/keys", "{\"name\":\"" + name + "\"," + more + "}")
                .get("secret")
                .text();
        for (int i = 0; i < times; i++) {
            Answer answer = bench.chat(0, secret);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            ids.add(Objects.requireNonNull(answer.header("x-ai-request-id")));
        }
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private Json total(String path) {
        return bench.done(200, "GET", path, "").get("totals").at(0);
    }

    @Test
    void totals_ofAll_areTheCallsThatWereMade() {
        Json total = total("/usage");
        assertThat(total.get("input_tokens").number(0)).isEqualTo(56);
        assertThat(total.get("output_tokens").number(0)).isEqualTo(24);
        assertThat(total.get("cost_usd").text()).isEqualTo("0.000296000");
    }

    @Test
    void totals_byAnything_areToldApart() {
        assertThat(bench.ask("GET", "/usage?by=key,team&format=csv", "").text().lines())
                .containsExactly(
                        "key,team,calls,failed,estimated,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,"
                                + "reasoning_tokens,audio_input_tokens,audio_output_tokens,cost_usd,saved_usd",
                        "ada,lab/one,5,0,0,35,0,0,15,0,0,0,0.000185000,0.000000000",
                        "bob,lab/two,3,0,0,21,0,0,9,0,0,0,0.000111000,0.000000000");
        for (String by :
                List.of("owner", "customer", "provider", "model", "route", "tag:centre", "day", "operation", "cache")) {
            Json totals = bench.done(200, "GET", "/usage?by=" + by, "").get("totals");
            long calls = 0;
            for (Json each : totals.items()) {
                calls += each.get("calls").number(0);
                assertThat(each.get(by).exists()).as(by).isTrue();
            }
            assertThat(calls).as(by).isEqualTo(8);
        }
    }

    @Test
    void totals_ofSome_areOnlyOfThose() {
        assertThat(total("/usage?key=ada").get("calls").number(0)).isEqualTo(5);
        assertThat(total("/usage?owner=lab").get("calls").number(0)).isEqualTo(8);
        assertThat(total("/usage?owner=lab/two&provider=whole&model=m&route=llm")
                        .get("calls")
                        .number(0))
                .isEqualTo(3);
        assertThat(total("/usage?tag=centre:7").get("calls").number(0)).isEqualTo(5);
        assertThat(total("/usage?to=2020-01-01").exists()).isFalse();
        assertThat(total("/usage?from=2999-01-01T00:00:00Z").exists()).isFalse();
    }

    @Test
    void entries_pageByPage_areTheCalls_theNewestFirst() {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            Json page = bench.done(200, "GET", "/usage/entries?limit=3&after=" + after, "");
            page.get("entries").items().forEach(each -> seen.add(each.get("id").text()));
            after = page.get("next").text();
        } while (!after.isEmpty());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
        Answer csv = bench.send(
                0,
                "GET",
                "/usage/entries?key=bob&limit=2",
                "",
                "Authorization: Bearer " + AdminBench.OPS,
                "Accept: text/csv");
        assertThat(csv.header("content-type")).startsWith("text/csv");
        assertThat(csv.text().lines()).hasSize(3);
        assertThat(csv.header("x-next")).isNotNull();
    }

    @Test
    void entry_byItsId_isThatCall() {
        Json entry = bench.done(200, "GET", "/usage/entries/" + ids.get(0), "");
        assertThat(entry.get("id").text()).isEqualTo(ids.get(0));
        assertThat(entry.get("key").text()).isEqualTo("ada");
        assertThat(entry.get("tags").get("centre").text()).isEqualTo("7");
        assertThat(entry.get("cost_usd").text()).isEqualTo("0.000037000");
    }

    @Test
    void prices_ofAModel_areThoseThatCallsAreReckonedBy() {
        Json known = bench.done(200, "GET", "/prices?model=openai/gpt-4o", "");
        assertThat(known.get("version").text()).matches("[0-9a-f]{8}.*");
        assertThat(known.get("model").text()).isEqualTo("openai/gpt-4o");
        assertThat(known.get("usd_per_million").get("input").text()).isEqualTo("2.5");
        assertThat(known.get("usd_per_million").get("output").text()).isEqualTo("10");

        Json unknown = bench.done(200, "GET", "/prices?model=openai/nobody-knows-it", "");
        assertThat(unknown.get("usd_per_million").toString()).isEqualTo("{}");
        assertThat(bench.done(200, "GET", "/prices", "").get("version").text())
                .isEqualTo(known.get("version").text());
        assertThat(bench.done(400, "GET", "/prices?model=gpt-4o", "").toString())
                .contains("provider/model");
    }

    @Test
    void limits_ofAKey_areThoseOfItsOwnersToo_asTheyStand() {
        bench.done(200, "PUT", "/owners/lab", "{\"tokens\":\"1000 / 1d\"}");
        List<String> limits = new ArrayList<>();
        for (Json each :
                bench.done(200, "GET", "/limits?key=ada", "").get("limits").items()) {
            limits.add(each.get("whose").text() + " " + each.get("unit").text() + " " + each.get("most") + " "
                    + each.get("used") + " " + each.get("held") + " " + each.get("left"));
        }
        assertThat(limits)
                .containsExactly(
                        "key:ada requests 100 5 0 95",
                        "key:ada usd \"1.000000000\" \"0.000185000\" \"0.000000000\" \"0.999815000\"",
                        "owner:lab tokens 1000 0 0 1000");
        Json idle =
                bench.done(200, "GET", "/limits?owner=idle", "").get("limits").at(0);
        assertThat(idle.get("most").text()).isEqualTo("5.000000000");
    }
}
