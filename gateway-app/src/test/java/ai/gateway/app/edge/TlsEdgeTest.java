package ai.gateway.app.edge;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The edge behind TLS, where ALPN says which HTTP a client speaks. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class TlsEdgeTest {

    private static final String WHOLE = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}]}";
    private static final String[] EVENTS = {
        "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hel\"}}]}",
        "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}",
        "[DONE]"
    };
    private static final String STREAM =
            Stream.of(EVENTS).map(each -> "data: " + each + "\n\n").collect(Collectors.joining());

    private static FaultUpstream upstream;
    private static RunningGateway gateway;
    private static SSLContext trusting;

    @BeforeAll
    static void start(@TempDir Path directory) throws GeneralSecurityException, IOException {
        upstream = FaultUpstream.start();
        Path store = SelfSigned.keystore(directory);
        String tls = String.join("\n", SelfSigned.serverProperties(store)).replace("=", ": ");
        gateway = RunningGateway.start(
                GatewayApp.class,
                tls + "\nserver.http2.enabled: true\nai.gateway.providers.openai: {base-url: \"" + upstream.uri("/v1")
                        + "\", api-key: k}\n");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "edge",
                KeyStore.getInstance(store.toFile(), SelfSigned.PASSWORD.toCharArray())
                        .getCertificate("edge"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    private static HttpClient client(Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trusting).build();
    }

    private static HttpRequest chat(String path, boolean stream) {
        String body = "{\"model\":\"openai/m-x\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        return HttpRequest.newBuilder(URI.create("https://localhost:" + gateway.port() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest chat(boolean stream) {
        return chat("/v1/chat/completions", stream);
    }

    @ParameterizedTest
    @EnumSource
    void client_ofEitherVersion_isSpokenToInIt(Version version) throws Exception {
        HttpClient client = client(version);

        upstream.playEverywhere(Script.json(200, WHOLE));
        HttpResponse<String> whole = client.send(chat(false), BodyHandlers.ofString());
        upstream.playEverywhere(Script.sse(EVENTS));
        HttpResponse<String> stream = client.send(chat(true), BodyHandlers.ofString());

        assertThat(whole.version()).isEqualTo(version);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(WHOLE);
        assertThat(stream.version()).isEqualTo(version);
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        assertThat(stream.body()).isEqualTo(STREAM);
    }

    @ParameterizedTest
    @EnumSource
    void provider_breaksOff_clientSeesNoEnd(Version version) throws Exception {
        upstream.playEverywhere(Faults.resetInStream(EVENTS[0]));
        HttpClient client = client(version);
        HttpResponse<java.io.InputStream> response = client.send(chat(true), BodyHandlers.ofInputStream());

        StringBuilder got = new StringBuilder();
        assertThatThrownBy(() -> {
                    try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body()))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            got.append(line).append('\n');
                        }
                    }
                })
                .isInstanceOf(IOException.class);

        if (version == Version.HTTP_1_1) {
            assertThat(got.toString()).startsWith("data: " + EVENTS[0] + "\n\n").contains("\"upstream_unavailable\"");
        } else {
            // This client may throw away what it has not read yet when its stream is reset.
            assertThat(got.toString()).doesNotContain("[DONE]");
        }
        upstream.playEverywhere(Script.json(200, WHOLE));
        assertThat(client.send(chat(false), BodyHandlers.ofString()).body()).isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @EnumSource
    void path_withEncodedDots_isRefused(Version version) throws Exception {
        int asked = upstream.requests().size();

        HttpResponse<String> refused =
                client(version).send(chat("/v1/%2e%2e/chat/completions", false), BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.version()).isEqualTo(version);
        assertThat(upstream.requests()).hasSize(asked);
    }

    /** Old clients know nothing of ALPN: they speak HTTP/1.1, and are held to its rules. */
    @Test
    void client_withoutAlpn_isHeldToTheRulesOfHttp11() throws IOException {
        assertThat(exchange("GET /actuator/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("folded_header");
    }

    private static String exchange(String raw) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                trusting.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            EdgeGateway.send(socket, raw);
            return EdgeGateway.readAll(socket);
        }
    }
}
