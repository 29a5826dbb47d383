package ai.gateway.cloud;

import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Signs requests to AWS by version 4 of its signature, with the SDK's own signer. The credentials are those of the
 * provider's settings, or those of the usual chain: environment, web identity, profiles, container, machine.
 *
 * <p>Only the host and the type of the content are signed, besides what the signature itself adds: a proxy that touches
 * another header does not break it.
 */
final class AwsSigner implements Signer {

    private static final String CONTENT_TYPE = "content-type";

    /** Credentials without an end are looked for again now and then: somebody may have changed a file. */
    private static final Duration UNTOLD = Duration.ofMinutes(2);

    /** Up to which a body is hashed where it is; that takes well below a millisecond. */
    private static final int SMALL = 256 * 1024;

    private final Clock clock;
    private final PerProvider<AwsCredentialsIdentity> chains;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    AwsSigner(Clock clock) {
        this(clock, () -> DefaultCredentialsProvider.builder().build());
    }

    /** @param chain makes the chain of one provider */
    AwsSigner(Clock clock, Supplier<AwsCredentialsProvider> chain) {
        this.clock = clock;
        this.chains = new PerProvider<>(provider -> {
            AwsCredentialsProvider found = chain.get();
            return new Renewed<>(
                    NoCredential.blocking(
                            provider,
                            () -> lease(found.resolveCredentials()),
                            error -> "none in the settings, the environment, a profile or the machine's metadata"),
                    clock);
        });
    }

    @Override
    public AuthStyle style() {
        return AuthStyle.SIGV4;
    }

    @Override
    public Mono<Map<String, String>> headers(Outgoing request, Target target) {
        Provider provider = target.provider();
        Mono<Map<String, String>> signed = credentials(provider).map(found -> sign(request, provider, found));
        return request.body().remaining() <= SMALL ? signed : signed.subscribeOn(Schedulers.parallel());
    }

    private Mono<AwsCredentialsIdentity> credentials(Provider provider) {
        Map<String, String> settings = provider.settings();
        String id = settings.get("access-key-id");
        String secret = settings.get("secret-access-key");
        if (id == null || secret == null) {
            return chains.get(provider);
        }
        String session = settings.get("session-token");
        return Mono.just(
                session == null
                        ? AwsCredentialsIdentity.create(id, secret)
                        : AwsSessionCredentialsIdentity.create(id, secret, session));
    }

    private Lease<AwsCredentialsIdentity> lease(AwsCredentialsIdentity found) {
        Instant now = clock.instant();
        return Lease.of(found, now, found.expirationTime().orElse(now.plus(UNTOLD)));
    }

    private Map<String, String> sign(Outgoing request, Provider provider, AwsCredentialsIdentity credentials) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(request.method()))
                .uri(request.uri());
        String type = request.headers().get(CONTENT_TYPE);
        if (type != null) {
            unsigned.putHeader(CONTENT_TYPE, type);
        }
        byte[] body = bytes(request.body());
        Map<String, String> settings = provider.settings();
        SdkHttpRequest signed = signer.sign(ask -> ask.identity(credentials)
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock)
                        .putProperty(
                                AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, settings.getOrDefault("service", "bedrock"))
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.getOrDefault("region", "")))
                .request();
        Map<String, String> headers = new HashMap<>();
        signed.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase(CONTENT_TYPE)) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    private static byte[] bytes(ByteBuffer body) {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return bytes;
    }
}
