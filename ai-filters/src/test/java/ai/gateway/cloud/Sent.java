package ai.gateway.cloud;

import ai.gateway.dialect.Traits;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends what a signer has signed, as the pipeline does: from a thread that must not block, over real HTTP. */
final class Sent {

    private Sent() {}

    static Target target(AuthStyle style, Map<String, String> settings) {
        Provider provider = new Provider(
                "p",
                Map.of("openai", URI.create("http://unused")),
                style,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                settings,
                Map.of(),
                Traits.NONE,
                List.of(),
                null);
        return new Target(provider, "m", null);
    }

    static Map<String, String> headers(Signer signer, Target target) {
        return headers(signer, target, request("http://unused/", new byte[0]));
    }

    static Map<String, String> headers(Signer signer, Target target, Signer.Outgoing request) {
        Map<String, String> headers = Mono.defer(() -> signer.headers(request, target))
                .subscribeOn(Schedulers.parallel())
                .block(Duration.ofSeconds(40));
        return java.util.Objects.requireNonNull(headers);
    }

    static Signer.Outgoing request(String url, byte[] body) {
        return new Signer.Outgoing(
                "POST",
                URI.create(url),
                Map.of("content-type", "application/json", "x-other", "1"),
                ByteBuffer.wrap(body).asReadOnlyBuffer());
    }

    /** The status with which it was answered. */
    static int status(String url, byte[] body, Map<String, String> headers) {
        Integer status = HttpClient.create()
                .headers(all -> {
                    all.set("content-type", "application/json").set("x-other", "1");
                    headers.forEach(all::set);
                })
                .post()
                .uri(URI.create(url))
                .send(ByteBufMono.fromString(Mono.just(new String(body, java.nio.charset.StandardCharsets.UTF_8))))
                .response()
                .map(response -> response.status().code())
                .block(Duration.ofSeconds(20));
        return java.util.Objects.requireNonNull(status);
    }
}
