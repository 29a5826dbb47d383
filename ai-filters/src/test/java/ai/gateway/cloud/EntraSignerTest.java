package ai.gateway.cloud;

import ai.gateway.exchange.AiException;
import ai.gateway.provider.AuthStyle;
import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.JudgingUpstream.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.netty.http.client.HttpClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EntraSignerTest {

    private static final String SCOPE = "https://cognitiveservices.azure.com/.default";

    private final HandClock clock = new HandClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final EntraSigner signer = new EntraSigner(clock, HttpClient.create());
    private volatile Verdict verdict = Verdict.json(200, token("t1", "3599"));
    private final JudgingUpstream entra = JudgingUpstream.start(request -> verdict);

    @AfterEach
    void stop() {
        entra.close();
    }

    @Test
    void headers_clientSecret_buysOneTokenUntilItRunsOut() {
        Map<String, String> settings = application();
        settings.put("client-secret", "hush &");

        assertThat(headers(settings)).isEqualTo(Map.of("Authorization", "Bearer t1"));
        assertThat(headers(settings)).isEqualTo(Map.of("Authorization", "Bearer t1"));

        assertThat(entra.seen()).hasSize(1);
        assertThat(entra.last().method()).isEqualTo("POST");
        assertThat(entra.last().uri()).isEqualTo("/the-tenant/oauth2/v2.0/token");
        assertThat(entra.last().header("content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(form(entra.last().text()))
                .isEqualTo(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "the-client",
                        "client_secret", "hush &",
                        "scope", SCOPE));

        verdict = Verdict.json(200, token("t2", "3599"));
        clock.turn(Duration.ofHours(1));
        assertThat(headers(settings)).isEqualTo(Map.of("Authorization", "Bearer t2"));
    }

    @Test
    void headers_workloadIdentity_showsTheTokenInTheFile(@TempDir Path dir) throws IOException {
        Map<String, String> settings = application();
        settings.put(
                "federated-token-file",
                Files.writeString(dir.resolve("token"), "a.b.c\n").toString());

        assertThat(headers(settings)).isEqualTo(Map.of("Authorization", "Bearer t1"));

        assertThat(form(entra.last().text()))
                .containsEntry("client_assertion", "a.b.c")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
    }

    @Test
    void headers_workloadIdentityWithoutItsFile_saysSo(@TempDir Path dir) {
        Map<String, String> settings = application();
        settings.put("federated-token-file", dir.resolve("none").toString());

        assertThatThrownBy(() -> headers(settings)).hasMessageEndingWith("federated-token-file cannot be read");
    }

    @Test
    void headers_managedIdentity_theMachineIsAsked() {
        verdict = Verdict.json(200, "{\"access_token\":\"t1\",\"expires_in\":\"86399\",\"expires_on\":\"1\"}");
        Map<String, String> settings = new HashMap<>(
                Map.of("managed-identity", "true", "scope", SCOPE, "identity-endpoint", entra.url() + "/metadata"));
        settings.put("client-id", "mine");

        assertThat(headers(settings)).isEqualTo(Map.of("Authorization", "Bearer t1"));

        assertThat(entra.last().method()).isEqualTo("GET");
        assertThat(entra.last().header("metadata")).isEqualTo("true");
        assertThat(entra.last().uri())
                .isEqualTo("/metadata?api-version=2018-02-01"
                        + "&resource=https%3A%2F%2Fcognitiveservices.azure.com&client_id=mine");
    }

    /** There the end is told as a moment. */
    @Test
    void headers_managedIdentityOfAppService_showsItsHeader() {
        String end = Long.toString(clock.instant().plusSeconds(3600).getEpochSecond());
        verdict = Verdict.json(200, "{\"access_token\":\"t1\",\"expires_on\":\"" + end + "\"}");
        Map<String, String> settings = Map.of(
                "managed-identity",
                "true",
                "scope",
                SCOPE,
                "identity-endpoint",
                entra.url() + "/msi/token",
                "identity-header",
                "sesame");

        headers(settings);
        clock.turn(Duration.ofMinutes(54));
        headers(settings);
        assertThat(entra.seen()).hasSize(1);
        assertThat(entra.last().header("x-identity-header")).isEqualTo("sesame");
        assertThat(entra.last().header("metadata")).isNull();
        assertThat(entra.last().uri()).startsWith("/msi/token?api-version=2019-08-01&resource=");

        clock.turn(Duration.ofMinutes(6));
        headers(settings);
        assertThat(entra.seen()).hasSize(2);
    }

    @Test
    void headers_entraRefuses_failsInItsWordWithoutASecret() {
        verdict = Verdict.json(
                401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: hush is wrong\"}");
        Map<String, String> settings = application();
        settings.put("client-secret", "hush");

        assertThatThrownBy(() -> headers(settings))
                .isInstanceOf(AiException.class)
                .hasMessage("provider: the gateway has no credential for it: "
                        + "the token endpoint answered with status 401: invalid_client");
    }

    @Test
    void headers_entraAnswersNonsense_saysSo() {
        verdict = Verdict.of(200, "text/html", "<html>".getBytes(UTF_8));
        Map<String, String> settings = application();
        settings.put("client-secret", "hush");

        assertThatThrownBy(() -> headers(settings)).hasMessageEndingWith("answered with status 200 and no JSON");
    }

    @Test
    void headers_entraIsAway_saysSo() {
        Map<String, String> settings = application();
        settings.put("client-secret", "hush");
        settings.put("authority", "http://127.0.0.1:" + ai.gateway.testing.FaultUpstream.refusedPort());

        assertThatThrownBy(() -> headers(settings)).hasMessageEndingWith("could not be asked");
    }

    private Map<String, String> application() {
        return new HashMap<>(Map.of(
                "authority", entra.url() + "/", "tenant-id", "the-tenant", "client-id", "the-client", "scope", SCOPE));
    }

    private Map<String, String> headers(Map<String, String> settings) {
        return Sent.headers(signer, Sent.target(AuthStyle.ENTRA, settings));
    }

    private static String token(String value, String seconds) {
        return "{\"token_type\":\"Bearer\",\"expires_in\":" + seconds + ",\"access_token\":\"" + value + "\"}";
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> java.net.URLDecoder.decode(field[0], UTF_8),
                        field -> java.net.URLDecoder.decode(field[1], UTF_8)));
    }
}
