package ai.gateway.cloud;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Asks for tokens as OAuth 2.0 has it, in the three ways that servers have: the application's secret, the token of its
 * workload identity in its stead, or the identity of the machine.
 */
final class EntraTokens {

    private static final String METADATA = "http://169.254.169.254/metadata/identity/oauth2/token";
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String ANY = "/.default";
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long UNTOLD = 300;

    private final Map<String, String> settings;
    private final HttpClient client;
    private final Clock clock;

    EntraTokens(Map<String, String> settings, HttpClient client, Clock clock) {
        this.settings = settings;
        this.client = client.responseTimeout(ANSWER);
        this.clock = clock;
    }

    Mono<Lease<Map<String, String>>> fetch() {
        if (settings.containsKey("client-secret")) {
            return ofApplication(Map.of("client_secret", setting("client-secret")));
        }
        if (settings.containsKey("federated-token-file")) {
            return Mono.fromCallable(() -> Files.readString(Path.of(setting("federated-token-file"))))
                    .subscribeOn(Schedulers.boundedElastic())
                    .onErrorMap(error -> NoCredential.because("federated-token-file cannot be read"))
                    .flatMap(token -> ofApplication(
                            Map.of("client_assertion", token.trim(), "client_assertion_type", ASSERTION)));
        }
        return ofMachine();
    }

    private Mono<Lease<Map<String, String>>> ofApplication(Map<String, String> proof) {
        Map<String, String> form = new LinkedHashMap<>(proof);
        form.put("grant_type", "client_credentials");
        form.put("client_id", setting("client-id"));
        form.put("scope", setting("scope"));
        String url =
                setting("authority").replaceAll("/+$", "") + "/" + encoded(setting("tenant-id")) + "/oauth2/v2.0/token";
        return client.headers(headers -> headers.set("Content-Type", "application/x-www-form-urlencoded")
                        .set("Accept", "application/json"))
                .post()
                .uri(url)
                .send(ByteBufMono.fromString(Mono.just(encoded(form))))
                .responseSingle((response, body) ->
                        body.asByteArray().map(bytes -> lease(response.status().code(), bytes)));
    }

    /** App Service and Container Apps show where to ask, and by which header; elsewhere it is the machine's metadata. */
    private Mono<Lease<Map<String, String>>> ofMachine() {
        String secret = settings.get("identity-header");
        Map<String, String> query = new LinkedHashMap<>();
        query.put("api-version", secret == null ? "2018-02-01" : "2019-08-01");
        String scope = setting("scope");
        query.put("resource", scope.endsWith(ANY) ? scope.substring(0, scope.length() - ANY.length()) : scope);
        if (settings.containsKey("client-id")) {
            query.put("client_id", setting("client-id"));
        }
        String url = settings.getOrDefault("identity-endpoint", METADATA) + "?" + encoded(query);
        return client.headers(headers -> headers.set(
                        secret == null ? "Metadata" : "X-IDENTITY-HEADER", secret == null ? "true" : secret))
                .get()
                .uri(url)
                .responseSingle((response, body) ->
                        body.asByteArray().map(bytes -> lease(response.status().code(), bytes)));
    }

    private Lease<Map<String, String>> lease(int status, byte[] answer) {
        Json json;
        try {
            json = Json.parse(answer);
        } catch (JsonException notJson) {
            throw NoCredential.because("the token endpoint answered with status " + status + " and no JSON");
        }
        String token = json.get("access_token").text();
        if (status != 200 || token.isEmpty()) {
            throw NoCredential.because("the token endpoint answered with status " + status
                    + word(json.get("error").text()));
        }
        Instant now = clock.instant();
        return Lease.of(Map.of("Authorization", "Bearer " + token), now, end(json, now));
    }

    /** Numbers come as numbers or as text. */
    private static Instant end(Json json, Instant now) {
        long seconds = number(json.get("expires_in"));
        long moment = number(json.get("expires_on"));
        return seconds > 0
                ? now.plusSeconds(seconds)
                : moment > 0 ? Instant.ofEpochSecond(moment) : now.plusSeconds(UNTOLD);
    }

    private static long number(Json value) {
        String text = value.text();
        boolean digits = !text.isEmpty() && text.length() < 16 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(text) : value.number(0);
    }

    /** OAuth's words for what is wrong are words; whatever else may stand there is not repeated. */
    private static String word(String error) {
        boolean plain = !error.isEmpty()
                && error.length() < 40
                && error.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
        return plain ? ": " + error : "";
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
