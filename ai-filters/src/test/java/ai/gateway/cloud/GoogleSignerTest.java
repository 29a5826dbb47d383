package ai.gateway.cloud;

import ai.gateway.exchange.AiException;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Target;
import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.JudgingUpstream.Verdict;
import ai.gateway.testing.SeenRequest;
import ai.gateway.testing.ServiceAccount;
import com.google.api.client.http.javanet.NetHttpTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

class GoogleSignerTest {

    @TempDir
    Path dir;

    private final ServiceAccount account = ServiceAccount.create();
    private final AtomicInteger tokens = new AtomicInteger();
    private JudgingUpstream google = JudgingUpstream.start(this::token);

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void headers_serviceAccount_itsAssertionBuysOneToken() throws IOException {
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC());
        Target target = target(account.file(dir, google.url() + "/token"));

        for (int i = 0; i < 3; i++) {
            assertThat(Sent.headers(signer, target)).isEqualTo(Map.of("Authorization", "Bearer ya29.1"));
        }

        assertThat(google.seen()).hasSize(1);
        assertThat(account.claims(google.last().text()).get("scope").text())
                .isEqualTo("https://www.googleapis.com/auth/cloud-platform");
    }

    @Test
    void headers_tokenRunsOut_isRenewedAndTheFileReadAgain() throws IOException {
        HandClock clock = new HandClock(Instant.parse("2026-11-25T12:00:00Z"));
        GoogleSigner signer = new GoogleSigner(clock);
        ServiceAccount next = ServiceAccount.create();
        Path file = account.file(dir, google.url() + "/token");
        Target target = target(file);
        Sent.headers(signer, target);

        Files.delete(next.file(dir, google.url() + "/other"));
        Path other = next.file(dir, google.url() + "/other");
        assertThat(other).isEqualTo(file);
        clock.turn(Duration.ofDays(36500));

        assertThat(Sent.headers(signer, target)).containsEntry("Authorization", "Bearer ya29.2");
        assertThat(google.last().uri()).isEqualTo("/other");
    }

    @Test
    void headers_manyAtOnce_oneTokenIsFetched() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        restart(request -> {
            asked.countDown();
            await(all);
            return token(request);
        });
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC());
        Target target = target(account.file(dir, google.url() + "/token"));

        List<Map<String, String>> got = Flux.range(0, 50)
                .flatMap(i -> signer.headers(Sent.request("http://unused/", new byte[0]), target), 50)
                .doOnSubscribe(s -> Schedulers.boundedElastic().schedule(() -> {
                    await(asked);
                    all.countDown();
                }))
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(got).hasSize(50).containsOnly(Map.of("Authorization", "Bearer ya29.1"));
        assertThat(google.seen()).hasSize(1);
    }

    @Test
    void headers_authorizedUser_itsRefreshTokenBuysOneAndItsQuotaProjectIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("user.json"), """
                {"type":"authorized_user","client_id":"c","client_secret":"s","refresh_token":"r",
                 "quota_project_id":"q"}""");
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC(), () -> redirecting("oauth2.googleapis.com"));

        assertThat(Sent.headers(signer, target(file)))
                .isEqualTo(Map.of("Authorization", "Bearer ya29.1", "x-goog-user-project", "q"));
        assertThat(google.last().text()).contains("grant_type=refresh_token", "refresh_token=r");
    }

    /** The end of the default credentials: a machine of Google's. Its address is fixed but for an environment variable. */
    @Test
    void headers_noFile_machinesOwnIdentityIsAskedFor() {
        assumeThat(System.getenv("GOOGLE_APPLICATION_CREDENTIALS")).isNull();
        assumeThat(Path.of(System.getProperty("user.home"), ".config/gcloud/application_default_credentials.json"))
                .doesNotExist();
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC(), () -> redirecting("metadata.google.internal"));

        Map<String, String> headers = Sent.headers(signer, Sent.target(AuthStyle.OAUTH, Map.of("project", "p")));

        assertThat(headers).containsEntry("Authorization", "Bearer ya29.1");
        assertThat(google.seen())
                .allMatch(request -> "Google".equals(request.header("metadata-flavor")))
                .anyMatch(request ->
                        request.uri().startsWith("/computeMetadata/v1/instance/service-accounts/default/token"));
    }

    @Test
    void headers_endpointRefuses_failsWithoutASecret() throws IOException {
        restart(request -> Verdict.json(
                400, "{\"error\":\"invalid_grant\",\"error_description\":\"hush: " + request.text() + "\"}"));
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC());
        Target target = target(account.file(dir, google.url() + "/token"));

        assertThatThrownBy(() -> Sent.headers(signer, target))
                .isInstanceOf(AiException.class)
                .hasMessage(
                        "provider: the gateway has no credential for it: the token endpoint answered with status 400")
                .hasNoCause();
    }

    @Test
    void headers_noSuchFile_saysSo() {
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC());

        assertThatThrownBy(() -> Sent.headers(signer, target(dir.resolve("none"))))
                .hasMessage(
                        "provider: the gateway has no credential for it: there is no credentials-file of that name");
    }

    @Test
    void headers_fileOfSomethingElse_saysSo() throws IOException {
        GoogleSigner signer = new GoogleSigner(Clock.systemUTC());
        Path file = Files.writeString(dir.resolve("x.json"), "{\"type\":\"hush\"}");

        assertThatThrownBy(() -> Sent.headers(signer, target(file))).hasMessageNotContaining("hush");
    }

    private Verdict token(SeenRequest request) {
        String json = "{\"access_token\":\"ya29." + (request.uri().equals("/") ? 0 : tokens.incrementAndGet())
                + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";
        return Verdict.json(200, json).header("Metadata-Flavor", "Google");
    }

    private void restart(Function<SeenRequest, Verdict> judge) {
        google.close();
        google = JudgingUpstream.start(judge);
    }

    /** A transport that finds one of Google's hosts on the loopback. */
    private NetHttpTransport redirecting(String host) {
        return new NetHttpTransport.Builder()
                .setConnectionFactory(url -> {
                    assertThat(url.getHost()).isEqualTo(host);
                    return (HttpURLConnection)
                            URI.create(google.url() + url.getFile()).toURL().openConnection();
                })
                .build();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Target target(Path file) {
        return Sent.target(AuthStyle.OAUTH, Map.of("credentials-file", file.toString()));
    }
}
