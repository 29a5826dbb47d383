package ai.gateway.app.console;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may use the console: with a token, who shows it; without one, the pages of this machine's own console. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BlockingCheck.class)
class ConsoleAccessTest {

    private static final String OURS = "x-console: 1";

    private ConsoleBench guarded;
    private ConsoleBench open;

    @BeforeAll
    void start(@TempDir Path folder) {
        guarded = ConsoleBench.withToken(
                "console-access", folder.toString(), "ai.gateway.console.hosts: [ console.example ]");
        open = ConsoleBench.open("");
    }

    @AfterAll
    void stop() {
        guarded.close();
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview",
                "exchanges",
                "exchanges/x",
                "live",
                "routes",
                "providers",
                "pools",
                "guards",
                "nothing"
            })
    void api_withoutGoodToken_isRefused(String path) {
        for (String token : new String[] {"", "Bearer wrong-token-0123456789", "Basic " + ConsoleBench.TOKEN}) {
            Answer answer = guarded.send("GET", "/console/api/" + path, "", OURS, "Authorization: " + token);

            assertThat(answer.status()).as(path + token).isEqualTo(401);
            assertThat(Json.parse(answer.body()).get("code").text()).isEqualTo("unauthorized");
        }
    }

    @Test
    void whatChangesOrCosts_withoutGoodToken_isRefused() {
        assertThat(guarded.send("POST", "/console/api/play/open", "{}", OURS).status())
                .isEqualTo(401);
    }

    @Test
    void session_tellsWhoLooks_andWhereTheAdminApiIs() {
        Json nobody =
                Json.parse(guarded.send("GET", "/console/api/session", "", OURS).body());
        assertThat(nobody.get("token").flag(false)).isTrue();
        assertThat(nobody.get("who").isNull()).isTrue();
        assertThat(nobody.get("admin").isNull()).isTrue();

        Json admin = guarded.get("session");
        assertThat(admin.get("who").text()).isEqualTo("admin");
        assertThat(admin.get("admin").text()).isEqualTo("/admin/v1");

        Json local = open.get("session");
        assertThat(local.get("token").flag(true)).isFalse();
        assertThat(local.get("who").text()).isEqualTo("local");
        assertThat(local.get("admin").isNull()).isTrue();
    }

    @Test
    void withoutTokens_itOnlyLooks() {
        assertThat(open.send("GET", "/admin/v1/keys", "").status()).isEqualTo(404);
        assertThat(open.send("POST", "/admin/v1/pools/drain", "{}").status()).isEqualTo(404);
    }

    /** A name of somebody else's that was made to lead here: DNS rebinding. */
    @Test
    void hostileHost_isRefused_withAndWithoutTokens() {
        for (String host :
                new String[] {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.7"}) {
            String headers =
                    "Host: " + host + "\r\nx-console: 1\r\nAuthorization: Bearer " + ConsoleBench.TOKEN + "\r\n\r\n";
            String request = "GET /console/api/overview HTTP/1.1\r\n" + headers;

            assertThat(RawHttp.exchange(open.port(), request).status()).as(host).isEqualTo(403);
            assertThat(RawHttp.exchange(guarded.port(), request).status())
                    .as(host)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.8.8.8", "[::1]:8080"})
    void ownHost_isAnswered(String host) {
        String request = "GET /console/api/overview HTTP/1.1\r\nHost: " + host + "\r\nx-console: 1\r\n\r\n";

        assertThat(RawHttp.exchange(open.port(), request).status()).isEqualTo(200);
    }

    @Test
    void hostThatIsConfigured_isAnswered() {
        String request = "GET /console/api/overview HTTP/1.1\r\nHost: Console.example\r\nAuthorization: Bearer "
                + ConsoleBench.TOKEN + "\r\n\r\n";

        assertThat(RawHttp.exchange(guarded.port(), request).status()).isEqualTo(200);
    }

    @Test
    void otherPages_areRefused() {
        for (String[] headers : new String[][] {
            {OURS, "Origin: https://evil.example"},
            {OURS, "Origin: null"},
            {OURS, "Origin: http://127.0.0.1:81"},
            {OURS, "Sec-Fetch-Site: cross-site"},
            {OURS, "Sec-Fetch-Site: same-site"},
            {}
        }) {
            assertThat(open.send("GET", "/console/api/overview", "", headers).status())
                    .as(String.join(", ", headers))
                    .isEqualTo(403);
        }
        assertThat(open.send(
                                "GET",
                                "/console/api/overview",
                                "",
                                OURS,
                                "Origin: http://127.0.0.1",
                                "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void playgroundOfAnotherPage_asksNobody() {
        Answer answer = open.send(
                "POST",
                "/console/api/play/open",
                ConsoleBench.chat("fast", "hi", false),
                "Content-Type: text/plain",
                "Origin: https://evil.example");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(open.get("exchanges").get("exchanges").size()).isZero();
    }

    /** A proxy on this machine stands for clients that may be anywhere. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 203.0.113.9",
                "Forwarded: for=203.0.113.9",
                "Via: 1.1 front",
                "X-Real-IP: 203.0.113.9"
            })
    void behindAProxy_withoutTokens_isRefused(String header) {
        Answer answer = open.send("GET", "/console/api/overview", "", OURS, header);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(Json.parse(answer.body()).get("code").text()).isEqualTo("not_local");
        assertThat(guarded.api("GET", "overview", "", header).status()).isEqualTo(200);
    }
}
