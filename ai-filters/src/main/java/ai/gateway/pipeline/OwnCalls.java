package ai.gateway.pipeline;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.OperationCodec;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Embeddings;
import ai.gateway.exchange.EmbeddingsRequest;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Deployment;
import ai.gateway.provider.Hosting;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks providers in the gateway's own name: one question, one whole answer. How long somebody waits for it is for whoever asks
 * to say. What goes wrong is an {@link AiException}.
 */
public final class OwnCalls {

    private static final Logger log = LoggerFactory.getLogger(OwnCalls.class);

    /** What answers a question of the gateway's own is short. */
    private static final long MOST_OF_A_CHAT = 1L << 20;

    private final Dialects dialects;
    private final Supplier<Settings> settings;
    private final HttpClient client;
    private final Signing signing;

    public OwnCalls(Dialects dialects, Supplier<Settings> settings, Upstream upstream) {
        this.dialects = dialects;
        this.settings = settings;
        this.client = upstream.client();
        this.signing = new Signing(upstream.signers());
    }

    /**
     * One question as it goes out.
     *
     * @param body empty for a GET
     */
    record Own(Target target, Dialect spoken, Call call, String query, byte[] body) {}

    /**
     * Says what is wrong with the name of a model whose embeddings are wanted; what may be mended without a word of the
     * configuration, such as a key that is not there, is only told to the log.
     *
     * @param model as {@code provider/model}
     */
    public void requireEmbeddings(String model) {
        int slash = model.indexOf('/');
        if (slash < 1 || slash == model.length() - 1) {
            throw new IllegalArgumentException("model: " + model + " (expected: provider/model)");
        }
        Provider provider = settings.get().catalogue().get(model.substring(0, slash));
        speaker(provider, Operation.EMBEDDINGS, Dialect::embeddings);
        if (!provider.isUsable()) {
            log.warn("{}: provider {} cannot be used: {}", model, provider.name(), provider.obstacle());
        }
    }

    /** The vectors that a model makes, called as a client would call it. */
    public Mono<Embeddings> embed(String model, EmbeddingsRequest asked) {
        return ask(model, Operation.EMBEDDINGS, Dialect::embeddings, asked).map(told -> {
            told.requireFor(asked);
            return told;
        });
    }

    /** All that a model says in a chat, asked as a client would ask it. */
    public Mono<Answer> chat(String model, ChatRequest asked) {
        return Mono.defer(() -> {
            Asking<ChatCodec> asking = asking(model, Operation.CHAT, Dialect::chat);
            ChatCall written = asking.codec().writeRequest(asked.toModel(asking.model()), asking.traits());
            return send(own(asking, Operation.CHAT, written), MOST_OF_A_CHAT).map(json -> {
                AnswerFold fold = new AnswerFold();
                asking.codec().readAnswer(json, fold);
                Failure failure = fold.failure();
                if (failure != null) {
                    throw failure.asException();
                }
                return fold.toAnswer();
            });
        });
    }

    /**
     * With what headers JSON is posted to a place that belongs to a provider, and is of none of its dialects: its own, and
     * those that show its credential.
     */
    public Mono<HttpHeaders> headers(Target target, URI place, byte[] body) {
        HttpHeaders head = new DefaultHttpHeaders();
        head.set("Accept", "application/json");
        head.set("Content-Type", "application/json");
        head.set("Content-Length", Integer.toString(body.length));
        OutgoingHeaders.introduce(head, target);
        Destination destination = new Destination(place, "", null, target);
        Signer signer = signing.signerOf(destination);
        return signer == null ? Mono.just(head) : Signing.sign(signer, HttpMethod.POST.name(), destination, head, body);
    }

    private <Q, A> Mono<A> ask(
            String model, Operation operation, Function<Dialect, @Nullable OperationCodec<Q, A>> codecs, Q question) {
        return Mono.defer(() -> {
            Asking<OperationCodec<Q, A>> asking = asking(model, operation, codecs);
            ChatCall written = asking.codec().writeRequest(question, asking.model(), asking.traits());
            return send(own(asking, operation, written)).map(asking.codec()::readAnswer);
        });
    }

    /**
     * Who is asked, and in which words.
     *
     * @param hosting how the model is hosted there, where it is another vendor's
     */
    private record Asking<C>(
            Target place, Dialect spoken, C codec, @Nullable Hosting hosting) {

        /** As the provider calls it. */
        String model() {
            return Objects.requireNonNull(place.model()); // one was asked for
        }

        Traits traits() {
            return place.provider().traits();
        }
    }

    private <C> Asking<C> asking(String model, Operation operation, Function<Dialect, @Nullable C> codecs) {
        Target target = target(model);
        Deployment deployment = target.provider().deployment(target.model(), "", operation);
        Target place = deployment == null ? target : target.at(deployment.provider());
        Dialect spoken = speaker(place.provider(), operation, codecs);
        C codec = Objects.requireNonNull(codecs.apply(spoken));
        return new Asking<>(place, spoken, codec, deployment == null ? null : deployment.hosting());
    }

    private Target target(String model) {
        return settings.get().catalogue().resolve(model, "");
    }

    /** The first of the provider's dialects in which it can be asked that. */
    private <C> Dialect speaker(Provider provider, Operation operation, Function<Dialect, @Nullable C> codecs) {
        for (String id : provider.bases().keySet()) {
            Dialect dialect = dialects.get(id);
            if (provider.takes(id, operation) && codecs.apply(dialect) != null) {
                return dialect;
            }
        }
        String what = operation.word();
        throw Failure.of(
                        FailureCode.UNSUPPORTED_TRANSLATION,
                        "provider " + provider.name() + ": it does no " + what + " (expected: one that does)")
                .asException();
    }

    private static Own own(Asking<?> asking, Operation operation, ChatCall written) {
        Target target = asking.place();
        Dialect spoken = asking.spoken();
        Hosting hosting = asking.hosting();
        String model = asking.model();
        if (hosting != null) {
            Call call = Call.of(spoken.id(), operation, hosting.path(operation, /* stream= */ false, model));
            return new Own(target, spoken, call, written.query(), Hosted.body(hosting, operation, written.body()));
        }
        Call asked = Call.of(spoken.id(), operation, written.apiPath());
        Call below = spoken.below(target.provider().base(spoken.id()), asked, model);
        return new Own(target, spoken, below, written.query(), written.body());
    }

    /** The answer, which is JSON and no failure. */
    Mono<Json> send(Own own) {
        return send(own, settings.get().limits().maxAnswerBytes());
    }

    private Mono<Json> send(Own own, long most) {
        URI place = URI.create(Destinations.place(own.target(), own.call(), own.query(), name -> true));
        Destination destination = new Destination(place, own.spoken().id(), null, own.target());
        HttpMethod method = own.body().length == 0 ? HttpMethod.GET : HttpMethod.POST;
        HttpHeaders head = head(own);
        Signer signer = signing.signerOf(destination);
        Mono<HttpHeaders> signed =
                signer == null ? Mono.just(head) : Signing.sign(signer, method.name(), destination, head, own.body());
        return signed.flatMap(headers -> client.headers(sent -> sent.set(headers))
                .request(method)
                .uri(place)
                .send(ByteBufMono.fromSupplier(() -> Unpooled.wrappedBuffer(own.body())))
                .response((answer, body) -> read(own, answer, collected(body, most)))
                .single());
    }

    private static HttpHeaders head(Own own) {
        HttpHeaders head = new DefaultHttpHeaders();
        head.set("Accept", "application/json");
        own.spoken().requestHeaders().forEach(head::set);
        if (own.body().length > 0) {
            head.set("Content-Type", "application/json");
            head.set("Content-Length", Integer.toString(own.body().length));
        }
        OutgoingHeaders.introduce(head, own.target());
        return head;
    }

    private static Mono<byte[]> collected(ByteBufFlux body, long most) {
        return body.asByteArray()
                .collect(ByteArrayOutputStream::new, (all, more) -> {
                    if (all.size() + more.length > most) {
                        throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "answer: over " + most + " bytes")
                                .asException();
                    }
                    all.writeBytes(more);
                })
                .map(ByteArrayOutputStream::toByteArray);
    }

    private Mono<Json> read(Own own, HttpClientResponse answer, Mono<byte[]> body) {
        int status = answer.status().code();
        return body.map(bytes -> {
            Json json = json(bytes, status);
            if (status != 200) {
                throw own.spoken().readFailure(status, json).asException();
            }
            return json;
        });
    }

    private Json json(byte[] bytes, int status) {
        try {
            return Json.parse(bytes, 0, bytes.length, settings.get().limits().json());
        } catch (JsonException e) {
            String what = status == 200 ? "not JSON: " + e.getMessage() : "status " + status;
            throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, what).asException();
        }
    }
}
