package ai.gateway.app.admin;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.wire.Json;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What answers that are recalled come to: for their clients, in limits, in the ledger, and in what is told of the cache. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class CacheApiTest {

    private static final String CHATS = "/v1/chat/completions";

    private AdminBench bench;

    @BeforeAll
    void start(@TempDir Path folder) {
        bench = new AdminBench(folder, AdminBench.memory("cache-api"), 1);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    private String key(String name) {
        String body = "{\"name\":\"" + name
                + "\",\"owner\":\"lab\",\"requests\":\"100 / 1d\",\"budget\":\"1 USD / lifetime\"}";
        return bench.done(201, "POST", "/keys", body).get("secret").text();
    }

    private static String chat(String model, String text) {
        String stream = model.startsWith("drip") ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}," : "";
        return "{\"model\":\"" + model + "\"," + stream + "\"messages\":[{\"role\":\"user\",\"content\":\"" + text
                + "\"}]}";
    }

    private static String[] headers(String secret, String route, String... more) {
        return Stream.concat(
                        Stream.of("Authorization: Bearer " + secret, "x-route: " + route, "TE: trailers"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private Answer ask(String secret, String route, String body, String... more) {
        return RawHttp.post(bench.port(0), CHATS, body, headers(secret, route, more));
    }

    private Answer asked(String cache, String secret, String route, String body, String... more) {
        Answer answer = ask(secret, route, body, more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("x-ai-cache")).isEqualTo(cache);
        return answer;
    }

    private Json entry(Answer answer) {
        String path = "/usage/entries/" + Objects.requireNonNull(answer.header("x-ai-request-id"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> bench.ask("GET", path, "").status() == 200);
        return bench.done(200, "GET", path, "");
    }

    /** Requests and dollars of a key: what is used, and what is held. */
    private List<String> used(String key) {
        List<String> used = new ArrayList<>();
        bench.done(200, "GET", "/limits?key=" + key, "")
                .get("limits")
                .items()
                .forEach(each -> used.add(each.get("used") + " " + each.get("held")));
        return used;
    }

    private static List<String> come(Json entry) {
        return Stream.of("cache", "cost_usd", "cost_from", "saved_usd", "attempts", "input_tokens", "output_tokens")
                .map(each -> entry.get(each).toString().replace("\"", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"whole/m, whole", "drip/m, drip"})
    void hit_costsNothing_andCountsAgainstNothing(String model, String provider) {
        String name = "free-" + provider;
        String secret = key(name);
        boolean stream = provider.equals("drip");

        Answer first = asked("miss", secret, "cached", chat(model, "hi"));
        Answer second = asked("hit", secret, "cached", chat(model, "hi"));

        assertThat(come(entry(first))).containsExactly("miss", "0.000037000", "list", "0.000000000", "1", "7", "3");
        assertThat(come(entry(second))).containsExactly("hit", "0.000000000", "none", "0.000037000", "0", "0", "0");
        assertThat(entry(second).get("provider").text()).isEqualTo(provider);
        assertThat(entry(second).get("model").text()).isEqualTo("m");
        assertThat(entry(second).get("ending").text()).isEqualTo("complete");
        assertThat(first.header(stream ? "trailer" : "x-ai-cost-usd")).isEqualTo(stream ? "x-ai-cost-usd" : "0.000037");
        assertThat(first.header("x-ai-saved-usd")).isNull();
        if (stream) {
            assertThat(second.header("trailer")).isEqualTo("x-ai-cost-usd, x-ai-saved-usd");
        } else {
            assertThat(second.header("x-ai-cost-usd")).isEqualTo("0");
            assertThat(second.header("x-ai-saved-usd")).isEqualTo("0.000037");
        }
        assertThat(used(name)).containsExactly("1 0", "\"0.000037000\" \"0.000000000\"");

        for (int i = 0; i < 3; i++) {
            asked("hit", secret, "cached", chat(model, "hi"));
        }
        asked("miss", secret, "cached", chat(model, "another"));
        assertThat(ask(secret, "cached", chat(model, "a third")).status()).isEqualTo(429); // the route lets two pass
    }

    @ParameterizedTest
    @CsvSource({"whole/m, whole", "drip/m, drip"})
    void hit_onARouteThatCharges_countsAsIfSomebodyHadBeenAsked(String model, String provider) {
        String name = "charged-" + provider;
        String secret = key(name);
        boolean stream = provider.equals("drip");

        asked("miss", secret, "charged", chat(model, "hi"));
        Answer second = asked("hit", secret, "charged", chat(model, "hi"));

        assertThat(come(entry(second))).containsExactly("hit", "0.000037000", "list", "0.000037000", "0", "7", "3");
        assertThat(second.header("x-ai-cost-usd")).isEqualTo(stream ? null : "0.000037");
        assertThat(second.header("x-ai-saved-usd")).isNull();
        assertThat(used(name)).containsExactly("2 0", "\"0.000074000\" \"0.000000000\"");
        assertThat(ask(secret, "charged", chat(model, "hi")).status()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({"whole/m, zero", "drip/m, zero", "whole/m, charged-zero", "drip/m, charged-zero"})
    void hit_thatTellsItsClientOfNoUsage_isWrittenDownWithIt(String model, String route) {
        String name = route + '-' + model.replace("/m", "");
        String secret = key(name);
        String used = "\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10";
        boolean free = route.equals("zero");

        Answer first = asked("miss", secret, route, chat(model, "hi"));
        Answer second = asked("hit", secret, route, chat(model, "hi"));

        assertThat(first.text()).contains(used);
        assertThat(second.text()).contains(used.replaceAll("\\d+", "0"));
        assertThat(come(entry(second)))
                .isEqualTo(
                        free
                                ? List.of("hit", "0.000000000", "none", "0.000037000", "0", "0", "0")
                                : List.of("hit", "0.000037000", "list", "0.000037000", "0", "7", "3"));
        assertThat(used(name).get(1)).startsWith(free ? "\"0.000037000\"" : "\"0.000074000\"");
    }

    @Test
    void hit_ofAStream_tellsInItsTrailer() throws IOException {
        String secret = key("trailing");
        asked("miss", secret, "cached", chat("drip/m", "hi"));

        String[] headers = headers(secret, "cached", "Content-Type: application/json", "Connection: close");
        try (Socket socket = new Socket("127.0.0.1", bench.port(0))) {
            socket.getOutputStream()
                    .write(RawHttp.request("POST", CHATS, chat("drip/m", "hi").getBytes(UTF_8), headers));
            String all = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(all.substring(all.indexOf("[DONE]")))
                    .contains("x-ai-cost-usd: 0\r\n", "x-ai-saved-usd: 0.000037\r\n");
        }
    }

    @Test
    void sharedCall_isPaidOnce() {
        String secret = key("shared");
        byte[] request = RawHttp.request(
                "POST",
                CHATS,
                chat("slow/m", "hi").getBytes(UTF_8),
                headers(secret, "cached", "Content-Type: application/json"));
        int before = bench.upstream.requests().size();
        try (RawHttp one = RawHttp.connect(bench.port(0));
                RawHttp other = RawHttp.connect(bench.port(0))) {
            one.send(request);
            other.send(request);
            List<List<String>> both = Stream.of(one.readAnswer(), other.readAnswer())
                    .map(answer -> come(entry(answer)))
                    .toList();

            assertThat(both)
                    .containsExactlyInAnyOrder(
                            List.of("miss", "0.000037000", "list", "0.000000000", "1", "7", "3"),
                            List.of("hit", "0.000000000", "none", "0.000037000", "0", "0", "0"));
        }
        assertThat(bench.upstream.requests()).hasSize(before + 1);
        assertThat(used("shared")).containsExactly("1 0", "\"0.000037000\" \"0.000000000\"");
    }

    @Test
    void usage_byCache_tellsWhatWasSaved() {
        String secret = key("told-apart");
        asked("miss", secret, "cached", chat("whole/m", "hi"));
        asked("hit", secret, "cached", chat("whole/m", "hi"));
        asked("hit", secret, "cached", chat("whole/m", "hi"));
        entry(asked("bypass", secret, "cached", chat("whole/m", "hi"), "x-ai-cache: off"));
        entry(asked("refresh", secret, "charged", chat("whole/m", "hi"), "x-ai-cache: refresh"));
        entry(bench.chat(0, secret));

        assertThat(bench.ask("GET", "/usage?by=cache&key=told-apart&format=csv", "")
                        .text()
                        .lines()
                        .map(line -> line.replaceAll("^([^,]*,\\d+),.*,([^,]+,[^,]+)$", "$1,$2")))
                .containsExactly(
                        "cache,calls,failed,estimated,input_tokens,cache_read_tokens,cache_write_tokens,output_tokens,"
                                + "reasoning_tokens,audio_input_tokens,audio_output_tokens,cost_usd,saved_usd",
                        ",1,0.000037000,0.000000000",
                        "bypass,1,0.000037000,0.000000000",
                        "hit,2,0.000000000,0.000074000",
                        "miss,1,0.000037000,0.000000000",
                        "refresh,1,0.000037000,0.000000000");
        assertThat(bench.done(200, "GET", "/usage/entries?cache=hit&key=told-apart", "")
                        .get("entries")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void stock_isWhatIsKept_andHowOftenItHelped() {
        String secret = key("counting");
        Json before = bench.done(200, "GET", "/cache", "");
        asked("miss", secret, "cached", chat("whole/m", "hi"));
        asked("hit", secret, "cached", chat("whole/m", "hi"));
        Json after = bench.done(200, "GET", "/cache", "");

        for (String each : List.of("answers", "hits", "misses", "kept")) {
            assertThat(after.get(each).number(-1))
                    .as(each)
                    .isEqualTo(before.get(each).number(-1) + 1);
        }
        assertThat(after.get("bytes").number(-1))
                .isGreaterThan(before.get("bytes").number(-1));
        double hits = after.get("hits").number(0);
        assertThat(after.get("hit_rate").toString())
                .isEqualTo(Double.toString(hits / (hits + after.get("misses").number(0))));
    }

    private long purged(String body) {
        return bench.done(200, "POST", "/cache/purge", body).get("purged").number(-1);
    }

    @Test
    void purge_ofSome_letsThoseGo_andIsKeptAmongTheDeeds() {
        String one = key("purged-one");
        String other = key("purged-other");
        for (String secret : List.of(one, other)) {
            asked("miss", secret, "cached", chat("whole/m", "hi"));
        }

        assertThat(purged("{\"partition\":\"key:lab/purged-one\",\"tag\":\"docs\",\"model\":\"whole/m\"}"))
                .isEqualTo(1);
        Json deed = bench.done(200, "GET", "/audit?limit=1", "").get("actions").at(0);
        assertThat(deed.get("action").text()).isEqualTo("cache.purge");
        assertThat(deed.get("subject").text()).isEqualTo("cache");
        assertThat(deed.get("who").text()).isEqualTo("admin");
        assertThat(deed.get("before").isNull()).isTrue();
        assertThat(deed.get("after").toString())
                .isEqualTo("{\"partition\":\"key:lab/purged-one\",\"tag\":\"docs\",\"model\":\"whole/m\"}");
        asked("hit", other, "cached", chat("whole/m", "hi"));
        asked("miss", one, "cached", chat("whole/m", "hi"));

        assertThat(purged("{\"partition\":\"key:lab/purged-one\",\"tag\":\"others\"}"))
                .isZero();
        assertThat(purged("{\"partition\":\"key:lab/purged-one\"}")).isEqualTo(1);
        assertThat(purged("{\"tag\":\"docs\"}")).isPositive();
        asked("miss", key("purged-third"), "cached", chat("whole/m", "hi"));
        assertThat(purged("{\"all\":true}")).isPositive();
        assertThat(bench.done(200, "GET", "/cache", "").get("answers").number(-1))
                .isZero();
    }
}
