package ai.gateway.cloud;

import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Shows Google's access tokens, by Google's own library: of the credentials file of the provider's settings, or else of
 * the application's default credentials, at the end of which stands the machine's metadata server. The file is read again
 * with each renewal, so that a new one is found.
 */
final class GoogleSigner implements Signer {

    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final Duration UNTOLD = Duration.ofMinutes(5);

    private final Clock clock;
    private final HttpTransportFactory transports;
    private final PerProvider<Map<String, String>> tokens;

    GoogleSigner(Clock clock) {
        this(clock, NetHttpTransport::new);
    }

    GoogleSigner(Clock clock, HttpTransportFactory transports) {
        this.clock = clock;
        this.transports = transports;
        this.tokens = new PerProvider<>(provider ->
                new Renewed<>(NoCredential.blocking(provider, () -> fetch(provider), GoogleSigner::why), clock));
    }

    @Override
    public AuthStyle style() {
        return AuthStyle.OAUTH;
    }

    @Override
    public Mono<Map<String, String>> headers(Outgoing request, Target target) {
        return tokens.get(target.provider());
    }

    private Lease<Map<String, String>> fetch(Provider provider) throws IOException {
        String scope = provider.settings().getOrDefault("scope", SCOPE);
        GoogleCredentials credentials =
                credentials(provider.settings().get("credentials-file")).createScoped(scope);
        AccessToken token = credentials.refreshAccessToken();
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + token.getTokenValue());
        if (credentials.getQuotaProjectId() != null) {
            headers.put("x-goog-user-project", credentials.getQuotaProjectId());
        }
        Instant now = clock.instant();
        Instant end = token.getExpirationTime() == null
                ? now.plus(UNTOLD)
                : token.getExpirationTime().toInstant();
        return Lease.of(Map.copyOf(headers), now, end);
    }

    private GoogleCredentials credentials(@Nullable String file) throws IOException {
        if (file == null) {
            return GoogleCredentials.getApplicationDefault(transports);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return GoogleCredentials.fromStream(in, transports);
        }
    }

    private static String why(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answered) {
                return "the token endpoint answered with status " + answered.getStatusCode();
            }
            if (cause instanceof NoSuchFileException) {
                return "there is no credentials-file of that name";
            }
        }
        return error instanceof IOException
                ? "no token could be had (check credentials-file, the default credentials and the token endpoint)"
                : "the credentials cannot be used";
    }
}
