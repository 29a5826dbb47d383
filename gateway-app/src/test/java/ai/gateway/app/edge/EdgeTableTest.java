package ai.gateway.app.edge;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each kind of unclean HTTP, byte for byte, against a running gateway: refused, closed, and unknown to the upstream. */
@Execution(ExecutionMode.SAME_THREAD)
class EdgeTableTest {

    private static EdgeGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new EdgeGateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String get(String uri, String... lines) {
        return "GET " + uri + " HTTP/1.1\r\nHost: a\r\n"
                + Stream.of(lines).map(line -> line + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    private static String post(String framing, String body) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + framing + "\r\n\r\n" + body;
    }

    private static String chunks(String body) {
        return post("Transfer-Encoding: chunked", body);
    }

    static Stream<Arguments> refused() {
        String manyHeaders =
                IntStream.range(0, 500).mapToObj(i -> "X-" + i + ": a\r\n").collect(Collectors.joining());
        return Stream.of(
                arguments("CL and TE", 400, post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                arguments("TE and CL", 400, post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n")),
                arguments("two CL, equal", 400, post("Content-Length: 1\r\nContent-Length: 1", "a")),
                arguments("two CL, different", 400, post("Content-Length: 1\r\nContent-Length: 2", "ab")),
                arguments("CL list", 400, post("Content-Length: 1, 1", "a")),
                arguments("CL plus sign", 400, post("Content-Length: +2", "ab")),
                arguments("CL negative", 400, post("Content-Length: -1", "")),
                arguments("CL empty", 400, post("Content-Length:", "")),
                arguments("TE chunked, identity", 400, post("Transfer-Encoding: chunked, identity", "0\r\n\r\n")),
                arguments("TE xchunked", 501, post("Transfer-Encoding: xchunked", "0\r\n\r\n")),
                arguments("TE xchunked and CL", 501, post("Transfer-Encoding: xchunked\r\nContent-Length: 1", "a")),
                arguments("TE gzip, chunked", 501, post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")),
                arguments(
                        "TE twice", 400, post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
                arguments("TE in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                arguments("blank before colon", 400, get("/", "X-A : b")),
                arguments("bare LF in head", 400, "GET / HTTP/1.1\nHost: a\n\n"),
                arguments("one bare LF", 400, "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n"),
                arguments("NUL in value", 400, get("/", "X-A: a\0b")),
                arguments("NUL in name", 400, get("/", "X\0A: b")),
                arguments("CR in value", 400, get("/", "X-A: a\rb")),
                arguments("leading control", 400, "\u0001" + get("/")),
                arguments("leading blank", 400, " " + get("/")),
                arguments("blank name", 400, get("/", ": b")),
                arguments("no colon", 400, get("/", "nonsense")),
                arguments("folded line", 400, get("/", "X-A: a", " b")),
                arguments("folded line with tab", 400, get("/", "X-A: a", "\tb")),
                arguments("folded first header", 400, "GET / HTTP/1.1\r\n Host: a\r\nHost: b\r\n\r\n"),
                arguments("chunk size not hex", 400, chunks("zz\r\nab\r\n0\r\n\r\n")),
                arguments("chunk size empty", 400, chunks("\r\nab\r\n0\r\n\r\n")),
                arguments("chunk size 0x", 400, chunks("0x2\r\nab\r\n0\r\n\r\n")),
                arguments("chunk size negative", 400, chunks("-2\r\nab\r\n0\r\n\r\n")),
                arguments("chunk size overflow", 400, chunks("fffffffff\r\nab\r\n0\r\n\r\n")),
                arguments("chunk too long", 400, chunks("2\r\nabc\r\n0\r\n\r\n")),
                arguments("chunk bare LF", 400, chunks("2\nab\n0\n\n")),
                arguments("chunk extension quoted badly", 400, chunks("2;a=\"b\nc\"\r\nab\r\n0\r\n\r\n")),
                arguments("second chunk bad", 400, chunks("2\r\nab\r\nzz\r\n0\r\n\r\n")),
                arguments("folded trailer", 400, chunks("2\r\nab\r\n0\r\nX: a\r\n b\r\n\r\n")),
                arguments("no Host", 400, "GET / HTTP/1.1\r\n\r\n"),
                arguments("two Hosts", 400, get("/", "Host: b")),
                arguments("Host with path", 400, "GET / HTTP/1.1\r\nHost: a/x?#\r\n\r\n"),
                arguments("Host with user", 400, "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n"),
                arguments("absolute form, other host", 400, get("http://b/")),
                arguments("authority form", 400, "CONNECT b:80 HTTP/1.1\r\nHost: b:80\r\n\r\n"),
                arguments("500 headers", 431, "GET / HTTP/1.1\r\nHost: a\r\n" + manyHeaders + "\r\n"),
                arguments("9 KB header", 431, get("/", "X-A: " + "a".repeat(9 * 1024))),
                arguments("9 KB request line", 414, get("/" + "a".repeat(9 * 1024))),
                arguments("HTTP/1.2", 505, "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
                arguments("dot segments", 400, get("/a/../actuator")),
                arguments("encoded dots", 400, get("/a/%2e%2E/actuator")),
                arguments("mixed dots", 400, get("/a/.%2e/actuator")),
                arguments("encoded slash", 400, get("/a%2factuator")),
                arguments("encoded slash behind model, dots", 400, get("/model/a%2F..%2Fb/converse")),
                arguments("double encoding", 400, get("/a/%252e%252e/b")));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource
    void refused(String what, int status, String raw) throws IOException {
        int before = gateway.calls.get();

        String answer = gateway.exchange(raw);

        assertThat(answer).as(what).startsWith("HTTP/1.1 " + status + " ").endsWith("\"}}");
        assertThat(answer).contains("application/json", "connection: close", "{\"error\":{\"code\":\"");
        assertThat(gateway.calls.get()).as("calls upstream").isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/chat/completions?a=b/../c",
                "/model/arn:aws:bedrock:us-east-1:1:inference-profile%2Fus.amazon.nova/converse",
                "/v1beta/models/a%2Fb:generateContent",
                "/a/..b/...",
                "/a%20b"
            })
    void good_passesUnchanged(String uri) throws IOException {
        int before = gateway.calls.get();

        String answer = gateway.exchange(get(uri, "Connection: close"));

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(gateway.lastUri).isEqualTo(uri);
        assertThat(gateway.calls.get()).isEqualTo(before + 1);
    }

    @Test
    void absoluteForm_ofTheSameHost_becomesAPath() throws IOException {
        String answer = gateway.exchange(get("http://A/x?y", "Connection: close"));

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(gateway.lastUri).isEqualTo("/x?y");
    }

    @Test
    void bodies_inAnyFraming_passWhole() throws IOException {
        String json = "{\r\n \"a\": 1,\r\n\t\"b\": 2\r\n}\r\n\r\n x";
        String head = "POST / HTTP/1.1\r\nHost: a\r\n";
        try (Socket socket = gateway.connect()) {
            EdgeGateway.send(socket, head + "Content-Length: " + json.length() + "\r\n\r\n" + json);
            assertThat(EdgeGateway.readOne(socket)).contains(json);
            String chunk = Integer.toHexString(json.length()) + ";x=\"y\"\r\n" + json + "\r\n0\r\nT: v\r\n\r\n";
            EdgeGateway.send(socket, head + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
            assertThat(EdgeGateway.readOne(socket)).contains(json);
        }
    }

    @Test
    void chunkedRequest_headFirst_isReadOn() throws IOException {
        try (Socket socket = gateway.connect()) {
            EdgeGateway.send(socket, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            EdgeGateway.send(socket, "2\r\n");
            EdgeGateway.send(socket, "ab\r\n");
            EdgeGateway.send(socket, "0\r\n\r\n");
            assertThat(EdgeGateway.readOne(socket)).contains("got ab");
        }
    }

    @Test
    void expectContinue_withChunks_isInvited() throws IOException {
        try (Socket socket = gateway.connect()) {
            EdgeGateway.send(
                    socket, "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] invitation = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(invitation)).startsWith("HTTP/1.1 100");
            EdgeGateway.send(socket, "2\r\nab\r\n0\r\n\r\n");
            assertThat(EdgeGateway.readOne(socket)).contains("got ab");
        }
    }

    @Test
    void pipelined_badBehindGood_answersBothInTurn() throws IOException {
        int before = gateway.calls.get();

        String answers = gateway.exchange(get("/first") + post("Content-Length: 2", "ab") + get("/", "X: a", " fold"));

        assertThat(answers.indexOf("HTTP/1.1 200")).isZero();
        assertThat(answers).contains("got ab").contains("folded_header").endsWith("\"}}");
        assertThat(gateway.calls.get()).isEqualTo(before + 2);
    }

    @Test
    void connectionTokens_ofEndToEndHeaders_areIgnored() throws IOException {
        gateway.exchange(get("/", "Authorization: Bearer k", "Connection: authorization, close"));

        assertThat(gateway.lastHeaders).containsEntry("authorization", "Bearer k");
    }

    @Test
    void forwardedHeaders_ofTheClient_areDropped() throws IOException {
        gateway.exchange(get(
                "/",
                "X-Forwarded-For: 6.6.6.6",
                "X-Forwarded-Host: evil",
                "Forwarded: for=6.6.6.6",
                "Connection: close"));

        assertThat(gateway.lastHeaders).containsKey("host");
        assertThat(gateway.lastHeaders.values())
                .noneMatch(value -> value.contains("6.6.6.6") || value.contains("evil"));
    }

    @Test
    void underscoreHeaders_areDropped_theirTwinsKept() throws IOException {
        gateway.exchange(get("/", "X_User: evil", "X-User: good", "Connection: close"));

        assertThat(gateway.lastHeaders).containsEntry("x-user", "good").doesNotContainKey("x_user");
    }

    @Test
    void http10_withoutHost_isServed() throws IOException {
        assertThat(gateway.exchange("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
    }
}
