package ai.gateway.pipeline;

import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * Reads a request's body into one array, up to the cap. An array and not a buffer: a copy of a few kilobytes costs less
 * than a mistake in counting references, and the scanner wants an array anyway.
 */
final class RequestReader {

    /** Up to which a declared length is believed before the bytes are there: a promise must not cost memory. */
    private static final int BELIEVED = 64 * 1024;

    private RequestReader() {}

    /** Nothing that it looks at is ever hidden. */
    static Mono<RequestBody> read(ServerHttpRequest seen, AiExchange ai) {
        ServerHttpRequest request = BareRequest.under(seen);
        RequestBody.Kind kind = kind(request, ai.recognised());
        return switch (kind) {
            case NONE -> Mono.just(RequestBody.NONE);
            case OPAQUE -> Mono.just(RequestBody.OPAQUE);
            case JSON, FORM ->
                collect(request, kind, ai.settings().limits().maxRequestBytes())
                        .map(body ->
                                body.bytes().length > 0 || demandsJson(ai.call().operation())
                                        ? body
                                        : RequestBody.NONE);
        };
    }

    private static RequestBody.Kind kind(ServerHttpRequest request, @Nullable Call call) {
        String type = request.getHeaders().getFirst("Content-Type");
        if (!mayHaveBody(request, type)) {
            return RequestBody.Kind.NONE;
        }
        if (type != null && startsWith(type, "multipart/")) {
            return call != null && namesModelInForm(call.operation()) ? RequestBody.Kind.FORM : RequestBody.Kind.OPAQUE;
        }
        if (call != null && demandsJson(call.operation())) {
            return RequestBody.Kind.JSON;
        }
        return type != null && type.contains("json") ? RequestBody.Kind.JSON : RequestBody.Kind.OPAQUE;
    }

    private static boolean mayHaveBody(ServerHttpRequest request, @Nullable String type) {
        String method = request.getMethod().name();
        if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            return true;
        }
        return type != null || request.getHeaders().getContentLength() > 0;
    }

    private static boolean namesModelInForm(Operation operation) {
        return operation == Operation.TRANSCRIPTION || operation == Operation.IMAGE;
    }

    /** These are nothing without a body, whatever the content type says of it. */
    private static boolean demandsJson(Operation operation) {
        return switch (operation) {
            case CHAT, COMPLETION, EMBEDDINGS, RERANK, IMAGE, SPEECH, TRANSCRIPTION, MODERATION, COUNT_TOKENS -> true;
            case MODELS, FILES, BATCHES, OTHER -> false;
        };
    }

    private static boolean startsWith(String text, String lowerCase) {
        return text.regionMatches(true, 0, lowerCase, 0, lowerCase.length());
    }

    private static Mono<RequestBody> collect(ServerHttpRequest request, RequestBody.Kind kind, long cap) {
        long declared = request.getHeaders().getContentLength();
        if (declared > cap) {
            return Mono.error(tooLarge(cap).asException());
        }
        ContentCoding coding = ContentCoding.of(request.getHeaders().getFirst("Content-Encoding"));
        if (coding == ContentCoding.UNKNOWN) {
            return Mono.error(new Failure(
                            FailureCode.INVALID_REQUEST,
                            "content-encoding: not understood (expected: gzip, deflate or identity)",
                            null)
                    .asException());
        }
        return request.getBody()
                .collect(
                        () -> new ByteCollector((int) Math.min(Math.max(declared, 0), BELIEVED)),
                        (into, buffer) -> add(into, buffer, cap))
                .onErrorMap(ClientGone::of)
                .map(collected -> {
                    byte[] packed = collected.bytes();
                    return new RequestBody(kind, coding.decode(packed, cap, () -> tooLarge(cap)), packed);
                });
    }

    private static void add(ByteCollector into, DataBuffer buffer, long cap) {
        try {
            if (into.size() + buffer.readableByteCount() > cap) {
                throw tooLarge(cap).asException();
            }
            into.add(buffer);
        } finally {
            DataBufferUtils.release(buffer);
        }
    }

    private static Failure tooLarge(long cap) {
        return new Failure(
                FailureCode.REQUEST_TOO_LARGE,
                "body: over " + cap + " bytes (expected: at most that; ai.gateway.limits.max-request-bytes)",
                null);
    }
}
