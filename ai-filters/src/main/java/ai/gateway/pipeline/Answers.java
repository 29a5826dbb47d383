package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.Utf8;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** Carries a provider's answer to the client: whole ones in one write with their length, streams piece by piece. */
final class Answers {

    private final OutgoingHeaders headers;

    Answers(OutgoingHeaders headers) {
        this.headers = headers;
    }

    /** What the provider says; only when it is {@linkplain Ready#give given}, the client's response is touched. */
    Mono<Ready> pass(Passage passage, Lane lane) {
        Mono<Ready> answer = answer(passage, lane);
        return passage.flows().areJudged() ? answer.flatMap(Ready::judged) : answer;
    }

    private Mono<Ready> answer(Passage passage, Lane lane) {
        if (isUnauthorized(passage)) {
            return refuse(
                    passage,
                    Failure.of(
                            FailureCode.UPSTREAM_UNAUTHORIZED,
                            "provider: it refused the gateway's credential (check the key that is configured for it)"));
        }
        if (HttpMethod.HEAD.equals(passage.exchange().getRequest().getMethod())) {
            return Mono.just(opaque(passage));
        }
        AnswerKind kind = Shape.of(passage);
        if (kind instanceof AnswerKind.Streamed streamed) {
            return stream(passage, streamed.framing(), lane);
        }
        if (kind instanceof AnswerKind.Whole) {
            return whole(passage, lane);
        }
        if (kind instanceof AnswerKind.Nonsense nonsense) {
            return refuse(
                    passage,
                    Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: it answered with " + nonsense.why()));
        }
        return Mono.just(opaque(passage));
    }

    private static boolean isUnauthorized(Passage passage) {
        int status = passage.status();
        return (status == 401 || status == 403)
                && passage.destination().target() != null
                && passage.destination().target().showsCredential();
    }

    private static Mono<Ready> refuse(Passage passage, Failure failure) {
        passage.provider().letGo();
        return Mono.error(failure.asException());
    }

    private Mono<Ready> whole(Passage passage, Lane lane) {
        boolean passes = lane == Lane.RELAY;
        Flux<ByteBuf> body = passage.provider().body();
        Mono<WholeAnswer.Collected> collected =
                passage.toClient(passes ? WholeAnswer.collect(body, passage) : WholeAnswer.collectAll(body, passage));
        return collected.map(answer -> answer.rest() == null
                ? readWhole(passage, lane, answer.bytes())
                : longAnswer(passage, passes, answer.bytes(), answer.rest()));
    }

    private Ready readWhole(Passage passage, Lane lane, byte[] received) {
        ContentCoding coding = ContentCoding.of(passage.head().headers().get("Content-Encoding"));
        byte[] bytes = coding == ContentCoding.IDENTITY ? received : unpacked(passage, coding, received);
        Hosted hosted = passage.destination().hosted();
        if (hosted != null && passage.status() >= 400) {
            throw TranslatedAnswer.told(passage, hosted.carrier(), parse(passage, bytes))
                    .asException();
        }
        Translation translation = passage.destination().translation();
        if (translation != null) {
            return translated(passage, answer(passage, translation, bytes));
        }
        Json answer = parse(passage, bytes);
        byte[] out = read(passage, lane, answer);
        return new Ready(passage, failure(passage, answer), () -> writeWhole(passage, begin(passage), out));
    }

    /** What the answer says went wrong, where somebody else could be asked. */
    private static @Nullable Failure failure(Passage passage, Json answer) {
        return passage.attempt().pick() == null || passage.status() < 400
                ? null
                : TranslatedAnswer.told(passage, passage.ai().dialect(), answer);
    }

    /** A stage that fails at it is our failure, not the provider's. */
    private static TranslatedAnswer answer(Passage passage, Translation translation, byte[] bytes) {
        Json answer = parse(passage, bytes);
        try {
            return translation.whole(passage, passage.flows(), answer);
        } catch (RuntimeException e) {
            throw passage.failure(e).asException();
        }
    }

    private Ready translated(Passage passage, TranslatedAnswer written) {
        TranslatedAnswer answer = written.patched(TextPatch.ofUsage(passage.attempt()));
        return new Ready(passage, () -> {
            ServerHttpResponse response = begin(passage);
            response.getHeaders().set("Content-Type", answer.contentType());
            writeWhole(passage, response, answer.bytes());
        });
    }

    private static void writeWhole(Passage passage, ServerHttpResponse response, byte[] out) {
        response.getHeaders().set("Content-Length", Integer.toString(out.length));
        passage.clocks().stop();
        passage.facts().came(System.nanoTime());
        passage.attempt().end(new Outcome(Outcome.Ending.COMPLETE, passage.status(), passage.facts(), null));
        passage.ai()
                .leave(PendingAnswer.of(Mono.defer(() ->
                        response.writeWith(Mono.just(response.bufferFactory().wrap(out))))));
    }

    /** The answer as the client gets it. A stage that fails at it is our failure, not the provider's. */
    private static byte[] read(Passage passage, Lane lane, Json answer) {
        try {
            Dialect dialect = passage.ai().dialect();
            dialect.answerFacts(answer, passage.facts());
            dialect.headFacts(passage.head().headers()::get, passage.facts());
            TextPatch patch = patch(passage, lane);
            return patch.isActive() ? patch.whole(answer) : answer.document();
        } catch (RuntimeException e) {
            throw passage.failure(e).asException();
        }
    }

    private static byte[] unpacked(Passage passage, ContentCoding coding, byte[] received) {
        if (coding == ContentCoding.UNKNOWN) {
            throw Failure.of(
                            FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: a content-encoding that nobody asked for")
                    .asException();
        }
        long cap = Math.min(passage.maxAnswerBytes(), Math.max(received.length * 100L, 64 * 1024L));
        try {
            return coding.decode(received, cap, passage::tooLong);
        } catch (ai.gateway.exchange.AiException e) {
            throw Failure.of(
                            FailureCode.UPSTREAM_INVALID_RESPONSE,
                            "provider: " + e.failure().message())
                    .asException();
        }
    }

    /** Strict, but for what can be mended: bytes that are not UTF-8 become the replacement character. */
    private static Json parse(Passage passage, byte[] bytes) {
        try {
            return Json.parse(
                    bytes, 0, bytes.length, passage.ai().settings().limits().json());
        } catch (JsonException e) {
            if (Utf8.firstInvalid(bytes, 0, bytes.length) >= 0) {
                return parse(passage, Utf8.repair(bytes, 0, bytes.length));
            }
            throw Failure.of(
                            FailureCode.UPSTREAM_INVALID_RESPONSE,
                            "provider: its answer is not JSON: " + e.getMessage())
                    .asException();
        }
    }

    /** An answer that is too long to be held passes as it comes, if nothing of it is to be changed. */
    private Ready longAnswer(Passage passage, boolean passes, byte[] begun, Flux<ByteBuf> rest) {
        if (!passes) {
            passage.provider().letGo();
            throw passage.tooLong().asException();
        }
        if (ContentCoding.of(passage.head().headers().get("Content-Encoding")) != ContentCoding.IDENTITY) {
            passage.provider().letGo();
            throw Failure.of(
                            FailureCode.UPSTREAM_INVALID_RESPONSE,
                            "provider: a packed answer over " + begun.length
                                    + " bytes (expected: at most ai.gateway.limits.aggregate-answer-bytes)")
                    .asException();
        }
        return new Ready(passage, () -> {
            ServerHttpResponse response = begin(passage);
            copyLength(passage, response);
            StreamRelay relay = new StreamRelay(rest, passage, new OpaquePieces(), clientChannel(response));
            Mono<DataBuffer> beginning = Mono.just(response.bufferFactory().wrap(begun));
            leave(passage, relay, relay, body -> response.writeWith(Flux.concat(beginning, body)));
        });
    }

    private Ready opaque(Passage passage) {
        Spoken.count(passage);
        Failure failure = passage.status() < 400
                ? null
                : TranslatedAnswer.told(passage, passage.ai().dialect(), Json.MISSING);
        return new Ready(passage, failure, () -> {
            ServerHttpResponse response = begin(passage);
            copyLength(passage, response);
            copyCoding(passage, response);
            Flux<ByteBuf> body = passage.provider().body();
            StreamRelay relay = new StreamRelay(body, passage, new OpaquePieces(), clientChannel(response));
            leave(passage, relay, relay, response::writeWith);
        });
    }

    private Mono<Ready> stream(Passage passage, Framing framing, Lane lane) {
        if (ContentCoding.of(passage.head().headers().get("Content-Encoding")) != ContentCoding.IDENTITY) {
            return refuse(
                    passage,
                    Failure.of(
                            FailureCode.UPSTREAM_INVALID_RESPONSE,
                            "provider: a content-encoding that nobody asked for"));
        }
        Translation translation = passage.destination().translation();
        if (translation instanceof PlainTranslation) {
            return refuse(
                    passage,
                    Failure.of(
                            FailureCode.UPSTREAM_INVALID_RESPONSE,
                            "provider: a stream (expected: one answer to this operation)"));
        }
        if (translation instanceof ChatTranslation chat && !chat.clientStreams()) {
            return collected(passage, framing, chat);
        }
        if (passage.attempt().pick() == null) {
            return Mono.just(new Ready(
                    passage,
                    () -> relay(passage, framing, lane, passage.provider().body())));
        }
        return passage.attempt().isMirror()
                ? Prelude.toTheEnd(passage, framing)
                : Prelude.of(passage, framing).map(body -> begun(passage, framing, lane, body));
    }

    private Ready begun(Passage passage, Framing framing, Lane lane, Flux<ByteBuf> body) {
        return passage.attempt().said() == null
                ? new Ready(passage, () -> relay(passage, framing, lane, body))
                : new Ready(passage, null, () -> {}, new Ready.Streamed(framing, body));
    }

    private void relay(Passage passage, Framing framing, Lane lane, Flux<ByteBuf> body) {
        ServerHttpResponse response = begin(passage);
        Trailers.promise(response, passage.ai());
        Channel client = clientChannel(response);
        Pieces pieces = pieces(passage, framing, lane, response);
        StreamRelay relay = relay(passage, pieces, body, client);
        Flux<DataBuffer> judged =
                Hearing.of(relay, passage, pieces, response.getHeaders().getFirst("Content-Type"));
        if (client != null) {
            leave(passage, relay, judged, response::writeWith);
        } else {
            // Another filter of the route is between us and the client: each piece is flushed as that filter passes it
            // on.
            leave(passage, relay, judged, all -> response.writeAndFlushWith(all.map(Mono::just)));
        }
    }

    private static StreamRelay relay(Passage passage, Pieces pieces, Flux<ByteBuf> body, @Nullable Channel client) {
        Resumption resumption = passage.attempt().resumption();
        if (resumption == null || !(pieces instanceof TranslatedPieces translated)) {
            return new StreamRelay(body, passage, pieces, client);
        }
        ResumedPieces resumed = new ResumedPieces(passage, translated, resumption);
        StreamRelay relay = new StreamRelay(resumed.of(body), passage, resumed, client);
        resumed.carriedBy(relay);
        return relay;
    }

    private static Pieces pieces(Passage passage, Framing framing, Lane lane, ServerHttpResponse response) {
        Hosted hosted = passage.destination().hosted();
        if (hosted != null && framing == Framing.AWS_EVENTS) {
            FrameReader reader =
                    framing.reader((int) passage.ai().settings().limits().maxEventBytes());
            response.getHeaders().set("Content-Type", "text/event-stream");
            return new CarriedPieces(pieces(passage, Framing.SSE, lane, response), hosted.carrier(), reader);
        }
        if (!(passage.destination().translation() instanceof ChatTranslation chat)) {
            return new FramePieces(framing, passage, patch(passage, lane));
        }
        TranslatedPieces pieces = new TranslatedPieces(framing, passage.attempt(), chat, passage.flows());
        response.getHeaders().set("Content-Type", pieces.contentType());
        return pieces;
    }

    /** A stream, for a client that wants one answer. */
    private Mono<Ready> collected(Passage passage, Framing framing, ChatTranslation translation) {
        return passage.toClient(WholeAnswer.collect(passage.provider().body(), passage))
                .map(stream -> {
                    if (stream.rest() != null) {
                        passage.provider().letGo();
                        throw passage.tooLong().asException();
                    }
                    TranslatedAnswer answer =
                            TranslatedAnswer.of(passage, translation, passage.flows(), framing, stream.bytes());
                    return translated(passage, answer);
                });
    }

    /**
     * Leaves a body that comes from the provider while it is written. Its clocks run on meanwhile; when nobody takes it, or
     * not all of it, its connection is let go.
     */
    private static void leave(
            Passage passage, StreamRelay relay, Flux<DataBuffer> pieces, Function<Flux<DataBuffer>, Mono<Void>> write) {
        AtomicReference<@Nullable Failure> late = new AtomicReference<>();
        passage.clocks().tell(failure -> {
            late.set(failure);
            passage.provider().letGo();
        });
        Mono<Void> written = Mono.defer(() -> {
            Failure failure = late.get();
            if (failure != null) {
                return Mono.error(failure.asException());
            }
            forget(passage);
            return write.apply(passage.toClient(pieces));
        });
        passage.ai()
                .leave(new PendingAnswer(
                        written.doFinally(signal -> {
                            relay.stopClocks();
                            relay.giveUp(); // what is left, if anything is
                        }),
                        passage::drop));
    }

    /** What was asked, unless somebody else may be asked it, or we ourselves have to answer. */
    private static void forget(Passage passage) {
        AiExchange ai = passage.ai();
        boolean wanted =
                passage.attempt().resumption() != null || ai.judgements().refusal() != null;
        if (!wanted || passage.attempt().request() != ai.request()) {
            passage.attempt().request().forget();
        }
        if (!wanted) {
            ai.request().forget();
        }
    }

    /** The client's channel where we write straight to it; null where another filter's response is between. */
    private static @Nullable Channel clientChannel(ServerHttpResponse response) {
        HttpServerResponse server = Trailers.server(response);
        if (server == null) {
            return null;
        }
        Channel[] channel = new Channel[1];
        server.withConnection(connection -> channel[0] = connection.channel());
        return channel[0];
    }

    private ServerHttpResponse begin(Passage passage) {
        ServerHttpResponse response = passage.exchange().getResponse();
        if (passage.ai().isRepeated()) {
            response.getHeaders().clearContentHeaders(); // of the answer that was not good enough
        }
        response.setStatusCode(HttpStatusCode.valueOf(passage.status()));
        headers.answer(passage);
        ReplyHeaders.set(response.getHeaders(), passage.ai(), passage.destination());
        return response;
    }

    private static void copyLength(Passage passage, ServerHttpResponse response) {
        String length = passage.head().headers().get("Content-Length");
        if (length != null) {
            response.getHeaders().set("Content-Length", length);
        }
    }

    private static void copyCoding(Passage passage, ServerHttpResponse response) {
        String coding = passage.head().headers().get("Content-Encoding");
        if (coding != null) {
            response.getHeaders().set("Content-Encoding", coding);
        }
    }

    private static TextPatch patch(Passage passage, Lane lane) {
        TextFlows flows = lane == Lane.PATCH ? passage.flows() : TextFlows.NONE;
        return new TextPatch(passage.ai().dialect(), flows, passage.attempt().provenance());
    }
}
