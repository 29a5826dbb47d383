package ai.gateway.cloud;

import ai.gateway.exchange.AiException;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Target;
import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.JudgingUpstream.Verdict;
import ai.gateway.testing.SigV4;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AwsSignerTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final SigV4 CHECK = new SigV4("AKIDEXAMPLE", SECRET, "eu-west-1/bedrock");

    private static final Map<String, String> FIXED =
            Map.of("region", "eu-west-1", "access-key-id", "AKIDEXAMPLE", "secret-access-key", SECRET);

    private static JudgingUpstream aws;

    private final AwsSigner signer = new AwsSigner(Clock.systemUTC());

    @BeforeAll
    static void start() {
        aws = JudgingUpstream.start(request -> {
            String fault = CHECK.fault(request);
            return Verdict.json(fault == null ? 200 : 403, fault == null ? "{}" : "{\"message\":\"no\"}");
        });
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/model/anthropic.claude-3-5-sonnet-20240620-v1%3A0/converse",
                "/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke-with-response-stream",
                "/model/arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Feu.anthropic.x/converse",
                "/model/m%20%C3%BC~-_.%2B/invoke",
                "/model/m/converse?b=2&a=1&a=%2F%20x&empty=",
                "/"
            })
    void headers_anyPath_awsFindsTheSignatureGood(String path) {
        byte[] body = "{\"text\":\"Grüße 🌍\"}".getBytes(UTF_8);

        Map<String, String> headers = Sent.headers(signer, target(FIXED), Sent.request(aws.url() + path, body));

        assertThat(Sent.status(aws.url() + path, body, headers))
                .as(() -> String.valueOf(CHECK.fault(aws.last())))
                .isEqualTo(200);
        assertThat(aws.last().uri()).isEqualTo(path);
        assertThat(aws.last().header("host")).isEqualTo("127.0.0.1:" + aws.port());
    }

    @Test
    void headers_largeBody_isSignedToo() {
        byte[] body = "x".repeat(1 << 20).getBytes(UTF_8);

        Map<String, String> headers = Sent.headers(signer, target(FIXED), Sent.request(aws.url() + "/x", body));

        assertThat(Sent.status(aws.url() + "/x", body, headers)).isEqualTo(200);
    }

    /** That the check can say no: what was signed is not what is sent. */
    @Test
    void headers_bodyIsChangedOnTheWay_awsRefuses() {
        Map<String, String> headers = Sent.headers(signer, target(FIXED), Sent.request(aws.url() + "/x", new byte[0]));

        assertThat(Sent.status(aws.url() + "/x", "{}".getBytes(UTF_8), headers)).isEqualTo(403);
    }

    @Test
    void headers_sessionToken_isShownAndSigned() {
        Map<String, String> settings = new java.util.HashMap<>(FIXED);
        settings.put("session-token", "session");

        Map<String, String> headers =
                Sent.headers(signer, target(settings), Sent.request(aws.url() + "/x", new byte[0]));

        assertThat(Sent.status(aws.url() + "/x", new byte[0], headers)).isEqualTo(200);
        assertThat(aws.last().header("x-amz-security-token")).isEqualTo("session");
        assertThat(aws.last().header("authorization")).contains("x-amz-security-token");
    }

    @Test
    void headers_otherService_isNamedInTheSignature() {
        Map<String, String> settings = new java.util.HashMap<>(FIXED);
        settings.put("service", "sagemaker");

        assertThat(Sent.headers(signer, target(settings)).get("Authorization"))
                .contains("/eu-west-1/sagemaker/aws4_request");
    }

    /** One of the chain's links, by a file; what a profile says is found on a thread that may read files. */
    @Test
    void headers_profile_isFoundInItsFile(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(
                dir.resolve("credentials"),
                "[default]\naws_access_key_id=AKIDEXAMPLE\naws_secret_access_key=" + SECRET + "\n");
        AwsSigner chained = new AwsSigner(
                Clock.systemUTC(),
                () -> ProfileCredentialsProvider.builder()
                        .profileFile(() -> ProfileFile.builder()
                                .content(file)
                                .type(ProfileFile.Type.CREDENTIALS)
                                .build())
                        .profileName("default")
                        .build());

        Map<String, String> headers = Sent.headers(
                chained, target(Map.of("region", "eu-west-1")), Sent.request(aws.url() + "/x", new byte[0]));

        assertThat(Sent.status(aws.url() + "/x", new byte[0], headers)).isEqualTo(200);
    }

    @Test
    void headers_chain_isAskedOnceOffTheLoopAndAgainBeforeItsEnd() {
        HandClock clock = new HandClock(Instant.parse("2026-11-25T12:00:00Z"));
        AtomicInteger asked = new AtomicInteger();
        AwsSigner chained = new AwsSigner(clock, () -> () -> {
            assertThat(Schedulers.isInNonBlockingThread()).isFalse();
            return AwsSessionCredentials.builder()
                    .accessKeyId("AKID" + asked.incrementAndGet())
                    .secretAccessKey("s")
                    .sessionToken("t")
                    .expirationTime(clock.instant().plus(Duration.ofHours(1)))
                    .build();
        });
        Target target = target(Map.of("region", "eu-west-1"));

        for (int i = 0; i < 3; i++) {
            assertThat(Sent.headers(chained, target).get("Authorization")).contains("Credential=AKID1/");
        }
        clock.turn(Duration.ofMinutes(61));

        assertThat(Sent.headers(chained, target).get("Authorization")).contains("Credential=AKID2/");
        assertThat(asked).hasValue(2);
    }

    @Test
    void headers_chainFindsNothing_failsInWordsOfOurs() {
        AwsSigner chained = new AwsSigner(Clock.systemUTC(), () -> () -> {
            throw SdkClientException.create("secret stuff at http://169.254.169.254");
        });

        assertThatThrownBy(() -> Sent.headers(chained, target(Map.of("region", "eu-west-1"))))
                .isInstanceOf(AiException.class)
                .hasMessage("provider: the gateway has no credential for it: "
                        + "none in the settings, the environment, a profile or the machine's metadata");
    }

    private static Target target(Map<String, String> settings) {
        return Sent.target(AuthStyle.SIGV4, settings);
    }
}
