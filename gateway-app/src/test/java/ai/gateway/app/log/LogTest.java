package ai.gateway.app.log;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.translate.Asking;
import ai.gateway.app.translate.Asking.Answered;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Tool;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.wire.Json;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What {@code AiLog} keeps of exchanges of all kinds, and what it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class LogTest {

    private static final String MAIL = "alice.smith@corp.example";
    private static final String TOKEN = "ghp" + "_" + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0Jt2Wa9"; // of nobody
    private static final Tool TOOL = new Tool(
            Tool.Kind.FUNCTION,
            "mail",
            "Sends a mail",
            "{\"type\":\"object\",\"properties\":{\"to\":{\"type\":\"string\"}}}",
            null,
            Content.Notes.NONE);

    private LogBench bench;
    private Path lines;

    @BeforeAll
    void start(@TempDir Path folder) {
        lines = folder.resolve("log/requests.jsonl");
        bench = new LogBench(
                folder.resolve("ledger"), LogBench.memory("log-test"), "  log.file.path: '" + lines + "'\n");
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    static Stream<Arguments> ways() {
        return OneDialectEach.ALL.stream()
                .flatMap(provider ->
                        Stream.of(Streaming.WHOLE, Streaming.PIECES_AND_USAGE).map(way -> Arguments.of(provider, way)));
    }

    private Answered ask(String dialect, String provider, Streaming way, String prompt, List<Tool> tools) {
        Asking client = new Asking(bench.gateway.bean(Dialects.class).get(dialect), bench.gateway.port());
        return client.ask("/full", Asking.chat(dialect, way, "only-" + provider + "/m", prompt, tools));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void full_inAllDialects_hasWhatWasSaidByBoth(String provider, Streaming way) {
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            Answered answer = ask(dialect, provider, way, "/echo What a day, " + MAIL + "!", List.of());
            Json logged = bench.logged(answer.came());
            List<String> prompt = LogBench.said(logged.get("prompt"));
            List<String> said = LogBench.said(logged.get("answer"));
            boolean right = prompt.equals(List.of("system: Be kind.", "user: /echo What a day, " + MAIL + "!"))
                    && said.equals(List.of("assistant: What a day, " + MAIL + "!"))
                    && logged.get("dialect").is(dialect)
                    && logged.get("provider").is("only-" + provider)
                    && logged.get("route").is("full")
                    && logged.get("ending").is("complete")
                    && logged.get("finish").is("stop")
                    && logged.get("status").number(0) == 200
                    && logged.get("output_tokens").number(0) > 0
                    && logged.get("stream").flag(false) == (way != Streaming.WHOLE);
            if (!right) {
                other.add(dialect + " " + logged);
            }
        }
        assertThat(other).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void full_callOfATool_hasItsArguments(String provider, Streaming way) {
        List<String> other = new ArrayList<>();
        for (String dialect : OneDialectEach.ALL) {
            Answered answer = ask(dialect, provider, way, "/tool mail {\"to\":\"" + MAIL + "\"}", List.of(TOOL));
            Json logged = bench.logged(answer.came());
            List<String> said = LogBench.said(logged.get("answer"));
            boolean right = said.size() == 1
                    && said.get(0).startsWith("tool_arguments: ")
                    && said.get(0).contains(MAIL)
                    && logged.get("finish").is("tool_calls");
            if (!right) {
                other.add(dialect + " " + logged);
            }
        }
        assertThat(other).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void none_keepsWhoAndHow_andNothingThatWasSaid(boolean stream) throws IOException {
        Answer answer = bench.ask(
                "plain",
                "/echo secretword",
                stream,
                "x-ai-session: s-" + stream,
                "x-ai-property-App: Mail",
                "x-ai-property-user: u/7",
                "x-ai-property-odd: a\"b",
                "x-ai-property-long: " + "x".repeat(129));
        Json logged = bench.logged(answer);

        assertThat(logged.get("session").text()).isEqualTo("s-" + stream);
        assertThat(logged.get("properties").toString()).isEqualTo("{\"app\":\"Mail\",\"user\":\"u/7\"}");
        assertThat(logged.get("asked").text()).isEqualTo("only-openai/m");
        assertThat(logged.get("model").text()).isEqualTo("m");
        assertThat(logged.get("stream").flag(!stream)).isEqualTo(stream);
        assertThat(logged.get("first_millis").number(-1)).isNotNegative();
        assertThat(logged.get("prompt").isNull()).isTrue();
        assertThat(logged.get("answer").isNull()).isTrue();
        assertThat(logged.get("steps").toString()).contains("AiLog", "only-openai");
        assertThat(bench.found("session=s-" + stream)).containsExactly(LogBench.id(answer));
        assertThat(bench.found("property.app=Mail&session=s-" + stream)).containsExactly(LogBench.id(answer));
        String line = line(LogBench.id(answer));
        assertThat(Json.parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString())
                .isEqualTo(logged.toString());
        assertThat(line).doesNotContain("secretword");
    }

    private String line(String id) throws IOException {
        Awaitility.await()
                .atMost(LogBench.SOON)
                .until(() -> Files.readString(lines).contains(id));
        return Files.readAllLines(lines).stream()
                .filter(each -> each.contains(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void file_isItsOwnersAlone() throws IOException {
        line(LogBench.id(bench.ask("plain", "hi", false)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lines)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void masked_coversPeopleAndSecrets_onBothSides(boolean stream) {
        Json logged = bench.logged(bench.ask("masked", "/echo to " + MAIL + ", " + TOKEN + " and nobody", stream));

        assertThat(LogBench.said(logged.get("answer"))).containsExactly("assistant: to [EMAIL], [SECRET] and nobody");
        assertThat(logged.toString()).doesNotContain(MAIL, TOKEN);
        assertThat(bench.found("text=nobody&route=masked"))
                .contains(logged.get("id").text());
        assertThat(bench.found("text=smith&route=masked")).isEmpty();
    }

    /** The order decides: behind the mask there are names only, before it there is what the client sees. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void full_behindAMask_hasNamesOnly(boolean stream) {
        Json behind = bench.logged(bench.ask("behind", "/echo dear " + MAIL, stream));
        Json before = bench.logged(bench.ask("before", "/echo dear " + MAIL, stream));

        assertThat(behind.toString()).contains("dear <EMAIL_1>").doesNotContain(MAIL);
        assertThat(LogBench.said(behind.get("answer"))).containsExactly("assistant: dear <EMAIL_1>");
        assertThat(LogBench.said(before.get("answer"))).containsExactly("assistant: dear " + MAIL);
        assertThat(LogBench.said(before.get("prompt"))).contains("user: /echo dear " + MAIL);
    }

    @Test
    void keyed_hasKeyOwnerAndCost_alsoWhenRefused() {
        Json good = bench.logged(bench.ask("keyed", "hi", false, "Authorization: Bearer " + LogBench.ALICE));
        Json bad = bench.logged(bench.ask("keyed", "hi", false, "Authorization: Bearer sk-wrong-0123456789"));

        assertThat(good.get("key").text()).isEqualTo("alice");
        assertThat(good.get("owner").text()).isEqualTo("acme/search");
        assertThat(Double.parseDouble(good.get("cost_usd").text())).isPositive();
        assertThat(bench.found("owner=acme&key=alice")).contains(good.get("id").text());
        assertThat(bench.found("min-cost=0.000001&key=alice"))
                .contains(good.get("id").text());
        assertThat(bench.found("min-cost=100")).isEmpty();
        assertThat(bad.get("failure").text()).isEqualTo("invalid_api_key");
        assertThat(bad.get("ending").text()).isEqualTo("failed");
        assertThat(bad.get("key").text()).isEmpty();
        assertThat(bad.get("provider").isNull()).isTrue();
        assertThat(bench.found("failure=invalid_api_key&status=401"))
                .contains(bad.get("id").text());
    }

    @Test
    void cached_isToldFromAsked() {
        Json miss = bench.logged(bench.ask("cached", "/echo once", false));
        Json hit = bench.logged(bench.ask("cached", "/echo once", true));

        assertThat(miss.get("cache").text()).isEqualTo("miss");
        assertThat(hit.get("cache").text()).isEqualTo("hit");
        assertThat(hit.get("attempts").number(-1)).isZero();
        assertThat(LogBench.said(hit.get("answer"))).containsExactly("assistant: once");
        assertThat(bench.found("cache=hit")).containsExactly(hit.get("id").text());
    }

    @Test
    void guarded_hasWhatWasObjectedTo() {
        Json logged = bench.logged(bench.ask("guarded", "a heron", false));

        assertThat(logged.get("guard").text()).startsWith("words: ");
        assertThat(logged.get("failure").text()).isEqualTo("blocked_by_guard");
        assertThat(LogBench.said(logged.get("prompt"))).contains("user: a heron");
        assertThat(logged.get("answer").isNull()).isTrue();
    }

    @Test
    void client_thatHangsUpHalfWay_isLoggedWithWhatCame() {
        String id;
        try (RawHttp client = RawHttp.connect(bench.gateway.port())) {
            client.sendPost("/full/v1/chat/completions", LogBench.chat("/pace 20ms /words 2000", /* stream= */ true));
            Answer.Head head = client.readHead().orElseThrow();
            id = head.headers().stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-ai-request-id:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow();
            for (int piece = 0; piece < 5; piece++) {
                assertThat(client.readPiece()).isPresent();
            }
            client.abort();
        }
        Json logged = bench.logged(id);

        assertThat(logged.get("ending").text()).isEqualTo("client_gone");
        assertThat(LogBench.said(logged.get("answer"))).hasSize(1);
        assertThat(bench.found("ending=client_gone")).contains(id);
    }

    @Test
    void body_thatIsNoJson_isLoggedAsRefused() {
        Answer answer = RawHttp.post(bench.gateway.port(), "/full/v1/chat/completions", "{\"model\":");
        Json logged = bench.logged(answer);

        assertThat(logged.get("failure").text()).isEqualTo("invalid_json");
        assertThat(logged.get("prompt").isNull()).isTrue();
    }

    @Test
    void small_isCutAtACharacter_andTellsHowMuchIsMissing() {
        Json logged = bench.logged(bench.ask("small", "/echo 0123456789ABCD\uD83D\uDE00", false));

        assertThat(LogBench.said(logged.get("prompt"))).containsExactly("system: Be kind.", "user: /echo 012345");
        assertThat(logged.get("prompt").get("missing").number(0)).isEqualTo(10);
        assertThat(LogBench.said(logged.get("answer"))).containsExactly("assistant: 0123456789ABCD\uD83D\uDE00");
        Json cut = bench.logged(bench.ask("small", "/echo 0123456789ABCDEFGHI\uD83D\uDE00", false));
        assertThat(LogBench.said(cut.get("answer"))).containsExactly("assistant: 0123456789ABCDEFGHI");
        assertThat(cut.get("answer").get("missing").number(0)).isEqualTo(2);
    }

    @Test
    void sample_ofNone_keepsNoBodies() {
        Json logged = bench.logged(bench.ask("never", "hi", false));

        assertThat(logged.get("prompt").isNull()).isTrue();
        assertThat(logged.get("answer").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dry", "off"})
    void dryOrOff_logsNothing(String route) {
        Answer answer = bench.ask(route, "/echo hi", false);
        assertThat(answer.text()).contains("hi");
        bench.logged(bench.ask("plain", "behind it", false));

        assertThat(bench.found("route=" + route)).isEmpty();
        assertThat(bench.admin("GET", "/requests/" + LogBench.id(answer), "").status())
                .isEqualTo(404);
    }

    @Test
    void headersOfTheUser_reachNoProvider() {
        assertThat(bench.ask("plain", "/mirror", false, "x-ai-session: s-9", "x-ai-property-app: mail")
                        .text())
                .doesNotContain("x-ai-session", "x-ai-property");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=many | query status",
                "min-cost=x | query min-cost",
                "min-ms=x | query min-ms",
                "text=%21 | query text",
                "from=then | query from",
                "rout=x | query rout",
                "after=x | query after",
                "property.a=1&property.a=2 | query property.a"
            })
    void search_forSomethingWrong_isToldWhat(String query, String told) {
        Answer answer = bench.admin("GET", "/requests?" + query, "");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AiLog=some | bodies",
                "{ name: AiLog, args: { sample: 2 } } | sample: 2.0 (expected: 0 to 1)",
                "{ name: AiLog, args: { max-body: 2MB } } | max-body: 2097152B (expected: 1B to 1MB)"
            })
    void settings_thatMakeNoSense_areToldAtTheStart(String filter, String told, @TempDir Path folder) {
        assertThatThrownBy(() -> start(folder, "ledger.directory: '" + folder + "'", filter))
                .hasStackTraceContaining(told);
    }

    @Test
    void log_withNowhereToKeepIt_failsTheStart(@TempDir Path folder) {
        assertThatThrownBy(() -> start(folder, "ledger.enabled: false", "AiLog"))
                .hasStackTraceContaining("log: nowhere to keep it");
        assertThatThrownBy(() -> start(folder, "log.session-header: x-session", "AiLog"))
                .hasStackTraceContaining("a name that begins with x-ai-");
    }

    private static void start(Path folder, String setting, String filter) {
        RunningGateway.start(GatewayApp.class, """
                        ai.gateway:
                          ledger.directory: '%s'
                          %s
                        spring.cloud.gateway.server.webflux.routes:
                        - { id: a, uri: "ai://auto", predicates: [ "Path=/**" ], filters: [ %s ] }
                        """.formatted(
                        folder, setting.startsWith("ledger.directory") ? "stand-in.enabled: off" : setting, filter))
                .close();
    }
}
