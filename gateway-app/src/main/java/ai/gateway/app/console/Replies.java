package ai.gateway.app.console;

import ai.gateway.app.console.Assets.Asset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** Writes what the console answers, with the headers by which a browser holds it to what it is. */
final class Replies {

    private static final String ONLY_OUR_OWN =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private Replies() {}

    /** On every answer, whatever it is. */
    static void guard(HttpHeaders headers) {
        headers.set("content-security-policy", ONLY_OUR_OWN);
        headers.set("x-content-type-options", "nosniff");
        headers.set("x-frame-options", "DENY");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    }

    static Mono<Void> write(ServerHttpResponse response, Answer answer) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        HttpHeaders headers = response.getHeaders();
        headers.set("cache-control", "no-store");
        headers.set("content-type", answer.type());
        if (answer.status() == 401) {
            headers.set("www-authenticate", "Bearer");
        }
        return body(response, answer.body());
    }

    /** @param asset null where there is none */
    static Mono<Void> write(
            ServerHttpRequest request, ServerHttpResponse response, @Nullable Asset asset, boolean versioned) {
        if (asset == null) {
            return write(response, Answer.notFound("path: none of the console's"));
        }
        HttpHeaders headers = response.getHeaders();
        headers.set("cache-control", versioned ? FOR_EVER : "no-cache");
        headers.set("etag", asset.tag());
        headers.set("vary", "accept-encoding");
        if (asset.tag().equals(request.getHeaders().getFirst("if-none-match"))) {
            response.setStatusCode(HttpStatusCode.valueOf(304));
            return response.setComplete();
        }
        headers.set("content-type", asset.type());
        byte[] zipped = asset.zipped();
        String takes = request.getHeaders().getFirst("accept-encoding");
        if (zipped != null && takes != null && takes.contains("gzip")) {
            headers.set("content-encoding", "gzip");
            return body(response, zipped);
        }
        return body(response, asset.bytes());
    }

    private static Mono<Void> body(ServerHttpResponse response, byte[] bytes) {
        response.getHeaders().set("content-length", Integer.toString(bytes.length));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
    }
}
