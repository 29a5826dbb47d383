package ai.gateway.app.faults;

import ai.gateway.exchange.FailureCode;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.Script;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Requests that are not what they should be: C5, C6, C7 and C10 of the table. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class JsonRequestsTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
        bench.play(Script.json(200, "{}"));
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        bench.closeSettled();
    }

    /** Asks over one connection after the other, each of which is used until the gateway closes it. */
    private static final class Asker implements AutoCloseable {

        private String path;
        private RawHttp client = RawHttp.connect(bench.port());
        private boolean reached;

        Asker(String path) {
            this.path = path;
        }

        Answer ask(byte[] body, String... headers) {
            int asked = bench.upstream.requests().size();
            List<String> all = new ArrayList<>(List.of("Content-Type: application/json"));
            all.addAll(List.of(headers));
            Answer answer = client.send(RawHttp.request("POST", path, body, all.toArray(String[]::new)))
                    .readAnswer();
            reached = bench.upstream.requests().size() > asked;
            if (answer.ending() != RawHttp.Ending.CLEAN_END || "close".equals(answer.header("connection"))) {
                client.close();
                client = RawHttp.connect(bench.port());
            }
            return answer;
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static List<Path> suite() throws IOException {
        Path root = Recordings.shared().resolve("guarddata/json/test_parsing");
        try (Stream<Path> files = Files.list(root)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/v1/completions",
                "/v1/embeddings",
                "/v1/responses",
                "/v1/messages",
                "/v1/messages/count_tokens",
                "/v1beta/models/gemini%2Fm-x:generateContent",
                "/v1beta/models/gemini/m-x:streamGenerateContent?alt=sse",
                "/v1beta/models/gemini/m-x:embedContent",
                "/v1beta/models/gemini/m-x:countTokens"
            })
    void c5_jsonTestSuite_isJudgedBeforeTheProviderIsAsked(String path) throws IOException {
        List<Path> files = suite();
        assertThat(files).hasSizeGreaterThan(100);
        try (Asker asker = new Asker(path)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                Answer answer = asker.ask(Files.readAllBytes(file));
                assertThat(answer.status()).as(name + " " + answer.text()).isBetween(200, 499);
                if (name.startsWith("n_")) {
                    assertThat(answer.status()).as(name + " " + answer.text()).isEqualTo(400);
                }
                assertThat(asker.reached).as(name).isEqualTo(answer.status() == 200);
                if (name.startsWith("i_")) {
                    assertThat(asker.ask(Files.readAllBytes(file)).status())
                            .as(name)
                            .isEqualTo(answer.status());
                }
            }
        }
    }

    static Stream<Arguments> extremes() {
        String deep = "[".repeat(498) + "]".repeat(498);
        return Stream.of(
                arguments("depth within", value(deep), 200),
                arguments("depth beyond", value("[".repeat(501) + "]".repeat(501)), 400),
                arguments("depth 100k", value("[".repeat(100_000)), 400),
                arguments("1M elements", value("[" + "1,".repeat(1_000_000) + "1]"), 200),
                arguments("3 MB of {}", value("[" + "{},".repeat(1_000_000) + "{}]"), 200),
                arguments("50k name", "{\"" + "n".repeat(50_001) + "\":1}", 400),
                arguments("1001 digits", value("1".repeat(1001)), 400),
                arguments("1e400", value("1e400"), 200),
                arguments("2^64", value("18446744073709551616"), 200),
                arguments("NaN", value("NaN"), 400),
                arguments("escaped NUL", value("\"\\u0000\""), 200),
                arguments("escaped lone surrogate", value("\"\\ud800\""), 200),
                arguments("BOM", "\ufeff" + value("1"), 400),
                arguments("duplicate keys", "{\"a\":1,\"a\":2}", 400),
                arguments("escaped duplicate keys", "{\"a\":1,\"\\u0061\":2}", 400),
                arguments("case variants", value("1,\"X\":2"), 200),
                arguments("trailing text", value("1") + "x", 400),
                arguments("two texts", value("1") + value("1"), 400),
                arguments("nothing", "", 400),
                arguments("blanks", "   ", 400),
                arguments(
                        "100k keys",
                        value(IntStream.range(0, 100_000)
                                .mapToObj(i -> "\"k" + i + "\":0")
                                .collect(Collectors.joining(",", "{", "}"))),
                        200));
    }

    private static String value(String x) {
        return "{\"model\":\"openai/m-x\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"x\":"
                + x + "}";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("extremes")
    void c6_extremeJson_getsItsVerdict(String name, String text, int status) {
        try (Asker asker = new Asker("/v1/chat/completions")) {
            asker.ask(text.getBytes(UTF_8));
            long start = System.nanoTime();
            Answer answer = asker.ask(text.getBytes(UTF_8));
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("C6 " + name + ": " + millis + " ms");
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(asker.reached).isEqualTo(status == 200);
            if (status == 400) {
                Verdicts.assertError(answer.text(), Wire.OPENAI, FailureCode.INVALID_JSON);
                assertThat(MAPPER.readTree(answer.text()).path("error").has("param"))
                        .isTrue();
            }
        }
    }

    @Test
    void c6_otherEncodings_are400() {
        try (Asker asker = new Asker("/v1/chat/completions")) {
            for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
                assertThat(asker.ask(value("1").getBytes(charset)).status()).isEqualTo(400);
            }
            for (String bad : List.of("\u00ff", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080")) {
                byte[] body = value("\"" + bad + "\"").getBytes(StandardCharsets.ISO_8859_1);
                assertThat(asker.ask(body).status()).isEqualTo(400);
            }
        }
    }

    /** Requests with every kind of field that clients of the dialect send. */
    private static List<byte[]> rich(Wire wire) {
        String api = switch (wire) {
            case OPENAI -> "chat_completions";
            case ANTHROPIC -> "messages";
            case GEMINI -> "generateContent";
        };
        List<byte[]> found = new ArrayList<>();
        List<String> features = new ArrayList<>(List.of(
                "tools_defined", "image_input", "tool_result", "structured_output", "document_input", "audio_input"));
        for (Recording recording : Recordings.where(one -> one.provider().equals(wire.provider())
                && one.api().equals(api)
                && one.request() != null
                && one.request().length < 4000)) {
            if (features.removeIf(recording::has)) {
                found.add(recording.request());
            }
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void c7_wrongTypes_areNobodysCrash(Wire wire) {
        String[] odd = {"null", "true", "-1", "0", "1e9", "\"\"", "\"x\"", "[]", "{}"};
        List<byte[]> requests = rich(wire);
        requests.add(wire.request(true).getBytes(UTF_8));
        int cases = 0;
        try (Asker asker = new Asker(wire.path(wire.provider(), false))) {
            for (byte[] request : requests) {
                JsonNode tree = MAPPER.readTree(request);
                if (tree instanceof ObjectNode object && object.has("model")) {
                    object.put("model", wire.provider() + "/m-x");
                }
                for (String mutated : mutations(tree, odd)) {
                    Answer answer = asker.ask(mutated.getBytes(UTF_8));
                    cases++;
                    assertThat(answer.status())
                            .as(mutated + "\n" + answer.text())
                            .isBetween(200, 499);
                    assertThat(asker.reached).as(mutated).isEqualTo(answer.status() == 200);
                }
            }
        }
        System.out.println("C7 " + wire + ": " + requests.size() + " requests, " + cases + " cases");
    }

    private static List<String> mutations(JsonNode root, String[] values) {
        List<String> all = new ArrayList<>();
        mutate(root, root, nodes(values), all);
        return all;
    }

    private static List<JsonNode> nodes(String[] values) {
        return Stream.of(values).map(MAPPER::readTree).toList();
    }

    private static void mutate(JsonNode root, JsonNode node, List<JsonNode> values, List<String> into) {
        if (node instanceof ObjectNode object) {
            for (String name : new ArrayList<>(object.propertyNames())) {
                JsonNode before = object.get(name);
                for (JsonNode value : values) {
                    object.set(name, value);
                    into.add(MAPPER.writeValueAsString(root));
                }
                object.set(name, before);
                mutate(root, before, values, into);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < Math.min(array.size(), 2); i++) {
                JsonNode before = array.get(i);
                for (JsonNode value : values) {
                    array.set(i, value);
                    into.add(MAPPER.writeValueAsString(root));
                }
                array.set(i, before);
                mutate(root, before, values, into);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void c10_naughtyStrings_breakNeitherTheGatewayNorItsLog(Wire wire) throws IOException {
        List<String> strings = new ArrayList<>();
        JsonNode list =
                MAPPER.readTree(Files.readAllBytes(Recordings.shared().resolve("guarddata/naughty_strings.json")));
        list.forEach(node -> strings.add(node.asString()));
        strings.addAll(List.of("a\r\nX-Evil: 1", "a\nWARN forged line", "\u001b[31mred", "${jndi:ldap://x}", "\u2028"));
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        AppenderBase<ILoggingEvent> appender = appender(lines);
        Logger logger = (Logger) LoggerFactory.getLogger("ai.gateway");
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(appender);
        try (Asker asker = new Asker(wire.path(wire.provider(), false))) {
            for (String naughty : strings) {
                if (wire == Wire.GEMINI) {
                    asker.path = "/v1beta/models/" + URLEncoder.encode(naughty, UTF_8) + ":generateContent";
                }
                for (String body : bodies(wire, naughty)) {
                    Answer answer = asker.ask(body.getBytes(UTF_8));
                    assertThat(answer.status()).as(body + answer.text()).isBetween(200, 499);
                    assertThat(answer.header("X-Evil")).isNull();
                }
                String header = naughty.replaceAll("[\\x00-\\x1f\\x7f]", "");
                Answer answer =
                        asker.ask(wire.request(false).getBytes(UTF_8), "x-tag: " + header, "anthropic-beta: " + header);
                assertThat(answer.status()).as(header).isBetween(200, 499);
            }
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(before);
        }
        assertThat(lines.isEmpty()).isEqualTo(wire == Wire.GEMINI); // which has a provider for every name
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\x00-\\x1f\\x7f\\u2028]"));
    }

    private static AppenderBase<ILoggingEvent> appender(Queue<String> lines) {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        appender.start();
        return appender;
    }

    private static List<String> bodies(Wire wire, String naughty) {
        String quoted = MAPPER.writeValueAsString(naughty);
        String own = MAPPER.writeValueAsString(wire.provider() + "/" + naughty);
        String plain = wire.request("@", false);
        String tool = switch (wire) {
            case OPENAI -> "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":" + quoted + "}}],";
            case ANTHROPIC -> "\"tools\":[{\"name\":" + quoted + ",\"input_schema\":{}}],";
            case GEMINI -> "\"tools\":[{\"functionDeclarations\":[{\"name\":" + quoted + "}]}],";
        };
        String named =
                "{" + tool + wire.request(wire.provider() + "/m-x", false).substring(1);
        return List.of(
                plain.replace("\"@\"", quoted), plain.replace("\"@\"", own), named, plain.replace("\"hi\"", quoted));
    }
}
