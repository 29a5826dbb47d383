package ai.gateway.log;

import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.Logged.Feedback;
import ai.gateway.ledger.RequestLog;
import ai.gateway.pipeline.Callers;
import ai.gateway.pipeline.SmallBodies;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes down what a client thinks of an answer: of one that was asked for with the same key, or without any. Whether there is another
 * one's is told to nobody.
 */
final class FeedbackHandler implements WebHandler {

    private static final Logger log = LoggerFactory.getLogger(FeedbackHandler.class);

    private static final int LARGEST = 32 << 10;
    private static final Set<String> MEMBERS = Set.of("request_id", "score", "comment");

    /** An answer is in the store a moment after its end. */
    private static final int PATIENCE = 3;

    private static final Duration MOMENT = Duration.ofMillis(300);

    private final RequestLog requests;
    private final Callers callers;
    private final Clock clock;

    FeedbackHandler(RequestLog requests, Callers callers, Clock clock) {
        this.requests = requests;
        this.callers = callers;
        this.clock = clock;
    }

    /** What is answered instead of thanks. */
    private record Problem(int status, String code, String message) {}

    private static final Problem NOTHING = new Problem(
            404,
            "not_found",
            "request_id: no answer of yours (expected: the x-ai-request-id of one that has ended, by the same key)");

    @Override
    public Mono<Void> handle(ServerWebExchange web) {
        if (!web.getRequest().getMethod().name().equals("POST")) {
            web.getResponse().getHeaders().set("Allow", "POST");
            return tell(web.getResponse(), new Problem(405, "method_not_allowed", "method: not for this path"));
        }
        return SmallBodies.read(web.getRequest(), LARGEST)
                .flatMap(body -> rated(web, body))
                .flatMap(there -> there ? thank(web.getResponse()) : tell(web.getResponse(), NOTHING))
                .onErrorResume(error -> tell(web.getResponse(), problem(error)));
    }

    private Mono<Boolean> rated(ServerWebExchange web, byte[] body) {
        Json said = Json.parse(body);
        if (!said.isObject()) {
            throw new IllegalArgumentException("body: no object (expected: request_id, score and maybe comment)");
        }
        said.members((name, value) -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException(
                        name + ": unknown (expected: one of " + new TreeSet<>(MEMBERS) + ")");
            }
        });
        String id = said.get("request_id").text("");
        if (id.isEmpty() || id.length() > 64) {
            throw new IllegalArgumentException("request_id: none (expected: the x-ai-request-id of an answer)");
        }
        Feedback anybodys = Feedback.of(said.get("score"), said.get("comment"), clock.millis(), "");
        return callers.of(web).defaultIfEmpty("").flatMap(who -> {
            Feedback feedback = new Feedback(anybodys.score(), anybodys.comment(), anybodys.at(), who);
            return Mono.defer(() -> Mono.fromFuture(requests.rate(id, who, feedback)))
                    .filter(there -> there)
                    .repeatWhenEmpty(PATIENCE, times -> times.delayElements(MOMENT))
                    .onErrorResume(IllegalStateException.class, noMore -> Mono.empty())
                    .defaultIfEmpty(false);
        });
    }

    private static Problem problem(Throwable error) {
        if (error instanceof JsonException mistake) {
            return new Problem(400, "invalid_json", "body: " + mistake.getMessage());
        }
        if (error instanceof IllegalArgumentException mistake) {
            return new Problem(400, "invalid_request", String.valueOf(mistake.getMessage()));
        }
        if (error instanceof DataBufferLimitException) {
            return new Problem(413, "request_too_large", "body: too large (expected: at most " + LARGEST + " bytes)");
        }
        if (error instanceof LedgerException) {
            log.warn("feedback: the database cannot be asked", error);
            return new Problem(503, "store_unavailable", "store: does not answer at the moment (try again)");
        }
        log.error("feedback: failed", error);
        return new Problem(500, "internal_error", "gateway: failed, and its log says how");
    }

    private static Mono<Void> thank(ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(204));
        return response.setComplete();
    }

    private static Mono<Void> tell(ServerHttpResponse response, Problem problem) {
        byte[] body = new JsonWriter()
                .beginObject()
                .name("error")
                .beginObject()
                .field("code", problem.code())
                .field("message", problem.message())
                .endObject()
                .endObject()
                .toBytes();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        response.getHeaders().set("Content-Type", "application/json");
        response.getHeaders().set("Content-Length", Integer.toString(body.length));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }
}
