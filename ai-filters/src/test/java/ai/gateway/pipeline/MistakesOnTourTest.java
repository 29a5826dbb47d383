package ai.gateway.pipeline;

import ai.gateway.autoconfigure.Configured;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.provider.Target;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Script;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever chooses whom to ask may make a mistake at any place: the client is told, and does not wait for ever. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesOnTourTest {

    private static final Dialects DIALECTS = new Dialects(List.of(new OpenAiDialect()));

    /** Where the mistake is made. */
    private enum At {
        FIRST,
        FIRST_ELSEWHERE,
        MIRROR,
        PATIENCE,
        BESIDE,
        AFTER,
        SPOKE,
        ENDED
    }

    private final FaultUpstream upstream = FaultUpstream.start();
    private final Settings settings = Configured.by("ai.gateway.response-headers: true", List.of());
    private final AiExchanges exchanges = new AiExchanges(DIALECTS, () -> settings, new RequestIds(1));
    private final OutgoingHeaders headers = new OutgoingHeaders(List.of());
    private final Caller caller = new Caller(
            new Sender(
                    new LoopClients(HttpClient.create(), /* poolIsLimited= */ false), headers, new Signing(List.of())),
            new Answers(headers),
            new Destinations(DIALECTS, new Translations(DIALECTS, Clock.systemUTC()), Itineraries.NONE),
            new ai.gateway.recall.Flights(),
            new ClosingTime());
    private DisposableServer server;

    @BeforeAll
    void start() {
        upstream.play("/good", Script.json(200, "{\"choices\":[]}"));
        upstream.play("/bad", Script.json(500, "{}"));
        upstream.play("/silent", Script.silence().hang());
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(new HttpWebHandlerAdapter(this::ask)))
                .bindNow(Duration.ofSeconds(30));
    }

    @AfterAll
    void stop() {
        server.disposeNow();
        upstream.close();
    }

    /** 299 where an answer is there to be given, 599 where the mistake is told. */
    private Mono<Void> ask(ServerWebExchange exchange) {
        At at = At.valueOf(exchange.getRequest().getHeaders().getFirst("at"));
        String place = exchange.getRequest().getHeaders().getFirst("asks");
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, upstream.uri(place));
        return exchanges
                .read(exchange)
                .doOnNext(AiExchange::again)
                .flatMap(ai -> new Tour(new Mistaken(at), exchange, ai, caller))
                .doOnNext(Ready::drop)
                .map(ready -> 299)
                .onErrorResume(Mistake.class, told -> Mono.just(599))
                .flatMap(status -> {
                    exchange.getResponse().setRawStatusCode(status);
                    return exchange.getResponse().setComplete();
                });
    }

    private Answer ask(At at, String place) {
        return RawHttp.post(
                server.port(),
                "/v1/chat/completions",
                "{\"model\":\"m\",\"messages\":[]}",
                "at: " + at,
                "asks: " + place);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIRST", "FIRST_ELSEWHERE", "MIRROR", "PATIENCE"})
    void tour_mistakeBeforeAnybodyIsAsked_isTold(At at) {
        assertThat(ask(at, "/good").status()).isEqualTo(599);
    }

    @Test
    void tour_mistakeAfterAFailure_isTold() {
        assertThat(ask(At.AFTER, "/bad").status()).isEqualTo(599);
    }

    @Test
    void tour_mistakeWhileOneIsSilent_isTold() {
        assertThat(ask(At.BESIDE, "/silent").status()).isEqualTo(599);
    }

    /** Who fails to learn from an answer does not keep it from the client. */
    @Test
    void tour_mistakeOfWhoIsTold_givesTheAnswer() {
        assertThat(ask(At.SPOKE, "/good").status()).isEqualTo(299);
        assertThat(ask(At.ENDED, "/bad").status()).isEqualTo(299);
    }

    /** Not an exception, so that a mistake that nobody foresees is one, too. */
    private static final class Mistake extends AssertionError {
        private static final long serialVersionUID = 1;
    }

    private record Mistaken(At at) implements Itinerary {

        private void make(At here) {
            if (at == here) {
                throw new Mistake();
            }
        }

        @Override
        public Mono<Pick> first() {
            make(At.FIRST);
            Mono<Pick> pick = Mono.<Pick>fromSupplier(() -> {
                make(At.FIRST_ELSEWHERE);
                return new Told(at);
            });
            return at == At.FIRST_ELSEWHERE ? pick.subscribeOn(Schedulers.parallel()) : pick;
        }

        @Override
        public Mono<Pick> after(Pick failed, Failure why) {
            make(At.AFTER);
            return Mono.empty();
        }

        @Override
        public long patience() {
            make(At.PATIENCE);
            return at == At.BESIDE ? 1 : 0;
        }

        @Override
        public @Nullable Pick beside(Pick silent) {
            make(At.BESIDE);
            return null;
        }

        @Override
        public @Nullable Pick mirror() {
            make(At.MIRROR);
            return null;
        }
    }

    private record Told(At at) implements Pick {

        @Override
        public String name() {
            return "one";
        }

        @Override
        public @Nullable Target target() {
            return null;
        }

        @Override
        public void spoke() {
            if (at == At.SPOKE) {
                throw new IllegalStateException("a mistake");
            }
        }

        @Override
        public void ended(Result how, AnswerFacts facts, @Nullable Failure why) {
            if (at == At.ENDED) {
                throw new IllegalStateException("a mistake");
            }
        }
    }
}
