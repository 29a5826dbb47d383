package ai.gateway.app.faults;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A pool with a limit is shared by all event loops: a provider's connection then lives on another loop than its client's
 * (docs/decisions/004), and whatever happens at one end races with whatever happens at the other.
 */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrossLoopTest {

    private static final int CLIENTS = 10;
    /** More than clients: one that reads slowly asks a second time meanwhile. */
    private static final int POOL = 13;

    private static final int PLAYS = 96;
    private static final int ROUNDS = Integer.getInteger("faults.rounds", 25);
    private static final byte[] QUESTION = Wire.GEMINI.request("", true).getBytes(StandardCharsets.UTF_8);

    private static final List<Play> PLAYBOOK = new ArrayList<>();
    private static Bench bench;

    /** Counts the answers that come on the loop of their client, and the others. */
    static final class Loops implements GlobalFilter, HttpClientCustomizer, Ordered {

        private static final String CLIENTS_LOOP = "x-clients-loop";

        final AtomicInteger same = new AtomicInteger();
        final AtomicInteger other = new AtomicInteger();

        @Override
        public int getOrder() {
            return Ordered.HIGHEST_PRECEDENCE;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
            return chain.filter(exchange.mutate()
                    .request(request ->
                            request.header(CLIENTS_LOOP, Thread.currentThread().getName()))
                    .build());
        }

        @Override
        public reactor.netty.http.client.HttpClient customize(reactor.netty.http.client.HttpClient client) {
            return client.doOnResponse((response, provider) -> {
                String loop = response.requestHeaders().get(CLIENTS_LOOP);
                (Thread.currentThread().getName().equals(loop) ? same : other).incrementAndGet();
            });
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Observation {

        @Bean
        Loops loops() {
            return new Loops();
        }
    }

    @BeforeAll
    static void start() {
        String pool = "spring.cloud.gateway.server.webflux.httpclient.pool.";
        bench = new Bench(
                List.of(Observation.class),
                pool + "type=fixed",
                pool + "max-connections=" + POOL,
                "logging.level.ai.gateway=error",
                "ai.gateway.limits.aggregate-answer-bytes=4KB");
        for (int seed = 0; seed < PLAYS; seed++) {
            Play play = Play.of(seed);
            PLAYBOOK.add(play);
            bench.upstream.play(play.glob(), play.script());
        }
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        bench.closeSettled();
    }

    private interface Visit {
        void by(Random random);
    }

    /** All clients at once, each many times. */
    private static void everybody(int seed, Visit visit) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        Loops loops = bench.bean(Loops.class);
        int other = loops.other.get();
        int same = loops.same.get();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Random random = new Random(seed * 1000L + i);
                all.add(clients.submit(() -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        visit.by(random);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            clients.shutdownNow();
            assertThat(clients.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
        other = loops.other.get() - other;
        same = loops.same.get() - same;
        System.out.println("Answers on another loop than their client's: " + other + " of " + (other + same));
        assertThat(other).as("on other loops, against %s", same).isGreaterThan((other + same) / 5);
    }

    private static Play any(Random random) {
        return PLAYBOOK.get(random.nextInt(PLAYS));
    }

    private static RawHttp ask(Play play, int receiveBuffer) {
        return RawHttp.connect(bench.port(), receiveBuffer)
                .send(RawHttp.request("POST", play.path(), QUESTION, "Content-Type: application/json"));
    }

    private static void read(Play play) {
        try (RawHttp client = ask(play, 0)) {
            play.assertTold(client.readAnswer());
        }
    }

    @Test
    @Order(1)
    void answers_wholeOrBrokenOff_areToldToTheByte() throws Exception {
        everybody(1, random -> read(any(random)));
    }

    /** A client that has seen so many bytes hangs up, by RST or FIN. */
    @Test
    @Order(2)
    void clients_leaveAnywhere_othersAreServed() throws Exception {
        everybody(2, random -> {
            Play play = any(random);
            if (random.nextInt(3) == 0) {
                read(play);
                return;
            }
            RawHttp client = ask(play, random.nextBoolean() ? 4096 : 0);
            int enough = random.nextInt(3) == 0 ? 0 : random.nextInt(play.whole().length);
            StringBuilder got = new StringBuilder();
            if (enough > 0
                    && client.readHead().filter(head -> head.status() == 200).isPresent()) {
                Optional<Answer.Piece> piece = client.readPiece();
                while (piece.isPresent() && got.length() < enough) {
                    got.append(piece.get().text());
                    piece = client.readPiece();
                }
            }
            if (random.nextBoolean()) {
                client.abort();
            } else {
                client.close();
            }
            if (!play.breaks()) {
                play.assertBeginning(got.toString());
            }
        });
    }

    /** A client that asks something else between any two pieces of its answer. */
    @Test
    @Order(3)
    void clients_readSlowly_getAllOfIt() throws Exception {
        AtomicInteger left = new AtomicInteger(CLIENTS * ROUNDS / 2);
        everybody(3, random -> {
            Play play = any(random);
            if (left.decrementAndGet() < 0 || random.nextInt(4) > 0) {
                read(play);
                return;
            }
            try (RawHttp client = ask(play, 4096)) {
                List<Answer.Piece> pieces = new ArrayList<>();
                Optional<Answer.Head> head = client.readHead();
                for (int i = 0; i < 3; i++) {
                    read(any(random));
                    client.readPiece().ifPresent(pieces::add);
                }
                for (Optional<Answer.Piece> piece = client.readPiece(); piece.isPresent(); piece = client.readPiece()) {
                    pieces.add(piece.get());
                }
                play.assertTold(new Answer(head.orElseThrow(), pieces, client.ending(), 0));
            }
        });
    }

    /** Whatever befell the connections, the pool has room for as many as ever. */
    @Test
    @Order(4)
    void pool_afterAllThat_isWhole() {
        bench.upstream.play("*/hanging:*", Faults.stallInStream(Wire.GEMINI.events()[0]));
        int asked = bench.upstream.requests().size();
        int before = bench.ledger.settled();
        List<RawHttp> clients = new ArrayList<>();
        String path = Wire.GEMINI.path(true).replace("{model}", "gemini/hanging");
        for (int i = 0; i < POOL; i++) {
            clients.add(RawHttp.connect(bench.port())
                    .send(RawHttp.request("POST", path, QUESTION, "Content-Type: application/json")));
        }
        bench.upstream.awaitRequests(asked + POOL, Duration.ofSeconds(5));
        assertThat(bench.upstream.openConnections())
                .as("no connection that the pool does not know")
                .isEqualTo(POOL);
        clients.forEach(RawHttp::abort);
        bench.ledger.awaitSettled(before, POOL, Bench.SOON);
        bench.upstream.awaitNoOpenConnections(Duration.ofSeconds(3));
    }
}
