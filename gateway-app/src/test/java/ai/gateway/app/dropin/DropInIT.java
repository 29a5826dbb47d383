package ai.gateway.app.dropin;

import ai.gateway.app.dropin.ModelCall.Mode;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RawHttp.Ending;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenClose;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Stock gateways get the plug-in jars and one AI route beside two ordinary ones, by configuration alone. */
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"stock-boot-4.1", "stock-boot-4.0", "stock-boot-3.5"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DropInIT {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String ORDINARY = """
            spring.cloud.gateway.server.webflux.routes:
            - id: shop
              uri: http://127.0.0.1:%1$d
              predicates: [ "Path=/shop/**" ]
              filters: [ "StripPrefix=1", "AddResponseHeader=X-Shop, open" ]
            - id: upload
              uri: http://127.0.0.1:%1$d
              predicates: [ "Path=/upload/**" ]
            """;

    private static final String AI = """
            - id: llm
              uri: ai://auto
              predicates: [ "Path=/v1/**, /v1beta/**", "AiModel=gpt-*, claude-*, gemini-*" ]
              filters:
              - AiModelMap=gpt-small=gpt-large, claude-small=claude-large, gemini-small=gemini-large
              - name: AiTimeouts
            management.endpoints.web.exposure.include: health, aipools
            ai.gateway:
              pools:
                several: { strategy: ordered, targets: [ openai/gpt-large, anthropic/claude-large ] }
              providers:
                openai: { base-url: "http://127.0.0.1:%1$d/openai/v1", api-key: key-of-openai }
                anthropic: { base-url: "http://127.0.0.1:%1$d/anthropic", api-key: key-of-anthropic }
                gemini: { base-url: "http://127.0.0.1:%1$d/gemini", api-key: key-of-gemini }
              reload: { interval: 100ms }
            """;

    /** What would show in the log of a host that lacks what the plug-ins call, or whose buffers they lose. */
    private static final Pattern BROKEN = Pattern.compile(
            "LEAK:|NoSuchMethod|NoSuchField|IncompatibleClassChange|NoClassDefFound|AbstractMethodError|VerifyError|ClassCast");

    @Parameter
    String stock;

    private Path directory;
    private FaultUpstream upstream;
    private StockApp without;
    private StockApp gateway;

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        directory = Files.createTempDirectory(Path.of(System.getProperty("root.dir"), "gateway-app/target"), stock);
        upstream = FaultUpstream.start();
        without = StockApp.plain(stock, write("without.yml", ORDINARY));
        gateway = StockApp.withPlugins(stock, write("application-with.yml", ORDINARY + AI));
        without.awaitStarted();
        gateway.awaitStarted();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        without.close();
        gateway.close();
        upstream.close();
        assertThat(gateway.log()).noneMatch(line -> BROKEN.matcher(line).find());
    }

    private Path write(String name, String yaml) throws IOException {
        return Files.writeString(directory.resolve(name), yaml.formatted(upstream.port()));
    }

    @ParameterizedTest
    @EnumSource
    void wholeAnswer_fromEachDialect_modelMappedAndCredentialReplaced(ModelCall call) {
        upstream.play(call.place() + "/*", Script.json(200, call.answer));

        Answer answer = RawHttp.post(
                gateway.port(), call.path(Mode.WHOLE), call.body(Mode.WHOLE), call.credential("key-of-the-client"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(call.answer);
        assertThat(answer.header("x-ai-provider")).isEqualTo(call.name().toLowerCase(Locale.ROOT));
        assertAsked(call, Mode.WHOLE);
    }

    @ParameterizedTest
    @EnumSource
    void stream_fromEachDialect_passesEventByEvent(ModelCall call) {
        upstream.play(call.place() + "/*", call.oneByOne());

        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(call.path(Mode.STREAM), call.body(Mode.STREAM), call.credential("key-of-the-client"));
            assertThat(client.readHead().orElseThrow().status()).isEqualTo(200);
            for (String event : call.events) {
                assertThat(client.readPiece().orElseThrow().text()).isEqualTo(event);
                upstream.release();
            }
            assertThat(client.readPiece()).isEmpty();
            assertThat(client.ending()).isEqualTo(Ending.CLEAN_END);
        }
        assertAsked(call, Mode.STREAM);
    }

    @ParameterizedTest
    @EnumSource
    void stream_resetByProvider_endsWithDialectErrorAndTornConnection(ModelCall call) {
        upstream.play(call.place() + "/*", call.brokenStream());

        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(call.path(Mode.STREAM), call.body(Mode.STREAM));
            assertThat(client.readHead()).isPresent();
            assertThat(client.readPiece().orElseThrow().text()).isEqualTo(call.events.get(0));
            upstream.release();
            assertThat(client.readPiece().orElseThrow().text()).contains("\"error\"", call.failureMark);
            assertThat(client.readPiece()).isEmpty();
            assertThat(client.ending()).isIn(Ending.CLOSED, Ending.RESET);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeAnswer_resetByProvider_is502InDialect(ModelCall call) {
        upstream.play(call.place() + "/*", Faults.resetBeforeHeaders());

        Answer answer = RawHttp.post(gateway.port(), call.path(Mode.WHOLE), call.body(Mode.WHOLE));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("\"error\"", call.failureMark);
    }

    @ParameterizedTest
    @EnumSource
    void stream_clientGone_providerIsLetGo(ModelCall call) {
        upstream.play(call.place() + "/*", call.oneByOne());
        int before = (int) upstream.closes().stream()
                .filter(close -> close.by() != SeenClose.By.SCRIPT)
                .count();

        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(call.path(Mode.STREAM), call.body(Mode.STREAM));
            assertThat(client.readHead()).isPresent();
            assertThat(client.readPiece()).isPresent();
            client.abort();
        }

        upstream.awaitClosedByPeer(before + 1, SOON);
    }

    @Test
    void otherModel_onTheAiPath_isNoRouteAsBefore() {
        Answer answer = RawHttp.post(gateway.port(), "/v1/chat/completions", "{\"model\":\"llama\",\"messages\":[]}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("x-ai-request-id")).isNull();
    }

    @Test
    void pools_exposed_areSeenAndSteered() {
        Answer drained = RawHttp.post(
                gateway.port(), "/actuator/aipools/several", "{\"target\":\"openai/gpt-large\",\"drain\":true}");
        Answer seen = RawHttp.get(gateway.port(), "/actuator/aipools/several");

        assertThat(drained.status()).as(drained.text()).isEqualTo(200);
        assertThat(seen.text())
                .contains("\"strategy\":\"ordered\"")
                .contains("{\"seat\":\"openai/gpt-large\",\"key\":\"api-key\",\"drained\":true,")
                .contains("{\"seat\":\"anthropic/claude-large\",\"key\":\"api-key\",\"drained\":false,")
                .doesNotContain("key-of-");
    }

    @Test
    void ordinaryRoutes_withPlugins_haveTheHeadersThatTheyHadWithout() {
        upstream.play(
                "/item",
                Script.head(200, "content-type: text/plain", "x-item: 7").body("seven"));
        upstream.play(
                "/upload/file",
                Script.head(201, "set-cookie: a=b").chunk("kept").end());

        for (String route : List.of("/shop/item", "/upload/file")) {
            Answer with = RawHttp.post(gateway.port(), route, "{\"model\":\"gpt-small\"}", "Cookie: c=d");
            SeenRequest seenWith = lastRequest();
            Answer stockAnswer = RawHttp.post(without.port(), route, "{\"model\":\"gpt-small\"}", "Cookie: c=d");

            assertThat(with.status()).isEqualTo(stockAnswer.status()).isIn(200, 201);
            assertThat(with.text()).isEqualTo(stockAnswer.text());
            assertThat(comparable(with.head().headers()))
                    .isEqualTo(comparable(stockAnswer.head().headers()));
            assertThat(comparable(seenWith.headers()))
                    .isEqualTo(comparable(lastRequest().headers()));
            assertThat(seenWith.text()).isEqualTo(lastRequest().text());
        }
    }

    @Test
    void ordinaryUpload_inChunks_reachesUpstreamBeforeItsEnd() {
        upstream.play("/upload/slow", Script.head(200).body("done"));
        long before = upstream.bodyBytesReceived();

        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.send("POST /upload/slow HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n");
            upstream.awaitBodyBytes(before + 5, SOON);
            client.send("2\r\n1}\r\n0\r\n\r\n");

            assertThat(client.readAnswer().text()).isEqualTo("done");
        }
        assertThat(lastRequest().text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void configuration_changedOnDisk_holdsWithoutRestart() throws IOException {
        upstream.play("/openai/*", Script.json(200, ModelCall.OPENAI.answer));
        Path changed = write("changed", ORDINARY + AI + "  models: { gpt-alias: openai/gpt-behind-alias }\n");
        Files.move(changed, directory.resolve("application-with.yml"), StandardCopyOption.ATOMIC_MOVE);

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String asked = "";
        while (!asked.contains("gpt-behind-alias") && System.nanoTime() < deadline) {
            RawHttp.post(gateway.port(), "/v1/chat/completions", "{\"model\":\"gpt-alias\",\"messages\":[]}");
            asked = lastRequest().text();
        }

        assertThat(asked).contains("gpt-behind-alias");
    }

    @Test
    void misspeltArgument_inTheRoute_refusesToStartAndSaysWhy() throws IOException {
        String misspelt =
                AI.replace("name: AiTimeouts", "{ name: AiModelMap, args: { models: \"a=b\", modles: \"c=d\" } }");

        String said = StockApp.withPlugins(stock, write("misspelt.yml", ORDINARY + misspelt))
                .awaitFailedStart();

        assertThat(said).contains("AiModelMap: unknown argument modles");
    }

    private void assertAsked(ModelCall call, Mode mode) {
        SeenRequest seen = lastRequest();
        assertThat(seen.uri()).isEqualTo(call.placeAsked(mode));
        assertThat(seen.text()).isEqualTo(call.bodyAsked(mode));
        assertThat(String.join("\n", seen.headers()).toLowerCase(Locale.ROOT))
                .contains(call.credential("key-of-" + call.name()).toLowerCase(Locale.ROOT))
                .doesNotContain("key-of-the-client");
    }

    private SeenRequest lastRequest() {
        List<SeenRequest> all = upstream.requests();
        return all.get(all.size() - 1);
    }

    /** Lines in their order and spelling; the two gateways differ in their ports and in the second. */
    private static List<String> comparable(List<String> headers) {
        return headers.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("date:"))
                .map(line -> line.replaceAll("\\b\\d{4,5}\\b", "PORT"))
                .toList();
    }
}
