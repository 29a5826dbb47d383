package ai.gateway.hooks;

import ai.gateway.quota.Allowance.Unit;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import ai.gateway.testing.Canary;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import ai.gateway.wire.Json;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.assertj.core.api.Assertions.assertThat;

/** Receivers get what happened: signed, until they take it, and only where the gateway may call. */
class WebhooksTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String SECRET = "a secret of the receiver's";
    private static final long NOW = 1_770_000_000_123L;
    private static final AllowList LOOPBACK = AllowList.of(List.of("127.0.0.0/8"));

    private final FaultUpstream receiver = FaultUpstream.start();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final List<String> wholeLog = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.add(event.getFormattedMessage());
            wholeLog.add(event.getFormattedMessage());
        }
    };
    private final Scheduler blocking = Schedulers.newBoundedElastic(4, 1000, "webhooks of a test");
    private final List<InetAddress> addresses = new CopyOnWriteArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Hooks hooks = new Hooks(List.of(), LOOPBACK, List.of(), false);
    private Webhooks webhooks;

    @BeforeEach
    void start() {
        webhooks = webhooks(256, 5);
        for (Class<?> type : List.of(Delivery.class, Mailbox.class)) {
            Logger logger = (Logger) LoggerFactory.getLogger(type);
            logger.setLevel(Level.INFO);
            logger.addAppender(appender);
        }
        appender.start();
    }

    private Webhooks webhooks(int mostWaiting, int attempts) {
        AddressGuard guard = new AddressGuard(host -> {
            asked.add(host);
            return List.of(addresses.remove(0));
        });
        Delivery.Patience patience = new Delivery.Patience(attempts, Duration.ofMillis(10), Duration.ofMillis(50));
        Delivery.Means means =
                new Delivery.Means(guard, new Post(Duration.ofSeconds(2)), patience, blocking, () -> NOW);
        return new Webhooks(() -> hooks, new Delivery(() -> hooks, means), () -> NOW, mostWaiting);
    }

    @AfterEach
    void stop() {
        for (Class<?> type : List.of(Delivery.class, Mailbox.class)) {
            ((Logger) LoggerFactory.getLogger(type)).detachAppender(appender);
        }
        webhooks.close();
        blocking.dispose();
        receiver.close();
    }

    private void receivers(Receiver... some) {
        hooks = new Hooks(List.of(some), LOOPBACK, List.of(), false);
    }

    private Receiver at(String path, String... events) {
        return new Receiver(Endpoint.of(receiver.uri(path).toString()), SECRET, Set.of(events));
    }

    private static BudgetEvent event(String id, Unit unit) {
        return new BudgetEvent(
                id,
                "chat/key:al\"ice\n",
                "key:al\"ice\n",
                unit,
                "day-UTC",
                80,
                81_250_000_001L,
                100_000_000_000L,
                Instant.parse("2026-03-02T00:00:00Z"));
    }

    private static BudgetEvent event(String id) {
        return event(id, Unit.NANO_USD);
    }

    private String nextLine() throws InterruptedException {
        return log.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void told_event_isPostedSignedWithItsId() throws Exception {
        receiver.playEverywhere(Script.json(200, "{}"));
        receivers(at("/hook?k=v"));

        webhooks.told(event("evt_1"));

        SeenRequest seen = receiver.awaitRequests(1, SOON).get(0);
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.uri()).isEqualTo("/hook?k=v");
        assertThat(seen.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(seen.header("ai-gateway-event")).isEqualTo("budget.threshold");
        assertThat(seen.header("ai-gateway-event-id")).isEqualTo("evt_1");
        assertThat(seen.header("ai-gateway-signature")).isEqualTo("t=1770000000,v1=" + hmac(SECRET, seen));
        Json body = Json.parse(seen.body());
        assertThat(body.get("id").text()).isEqualTo("evt_1");
        assertThat(body.get("type").text()).isEqualTo("budget.threshold");
        assertThat(body.get("created").text()).isEqualTo("2026-02-02T02:40:00.123Z");
        Json data = body.get("data");
        assertThat(data.get("counter").text()).isEqualTo("chat/key:al\"ice\n");
        assertThat(data.get("used").text()).isEqualTo("81.250000001");
        assertThat(data.get("most").text()).isEqualTo("100");
        assertThat(data.get("unit").text()).isEqualTo("USD");
        assertThat(data.get("threshold").toString()).isEqualTo("80");
        assertThat(data.get("window_end").text()).isEqualTo("2026-03-02T00:00:00Z");
    }

    /** As a receiver would, with what the JDK has. */
    private static String hmac(String secret, SeenRequest seen) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        StringBuilder hex = new StringBuilder();
        for (byte b : mac.doFinal(("1770000000." + seen.text()).getBytes(StandardCharsets.UTF_8))) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    @Test
    void told_receiverFails_isTriedAgainWithTheSameBytes() {
        receiver.play(
                "/hook",
                Script.json(500, "{}"),
                Script.json(429, "{}"),
                Faults.resetBeforeHeaders(),
                Faults.closeBeforeHeaders(),
                Script.json(204, ""));
        receivers(at("/hook"));

        webhooks.told(event("evt_2"));

        List<SeenRequest> seen = receiver.awaitRequests(5, SOON);
        assertThat(seen).extracting(SeenRequest::text).containsOnly(seen.get(0).text());
        assertThat(seen).extracting(each -> each.header("ai-gateway-event-id")).containsOnly("evt_2");
    }

    @Test
    void told_receiverNeverTakesIt_isGivenUpAfterSoManyAttempts() throws InterruptedException {
        receiver.playEverywhere(Script.json(503, "{}"));
        receivers(at("/hook/token-in-the-path"));

        webhooks.told(event("evt_3"));

        assertThat(nextLine())
                .isEqualTo("event evt_3 did not reach http://127.0.0.1:" + receiver.port() + ": it answered 503");
        assertThat(receiver.requests()).hasSize(5);
        assertThat(wholeLog).noneMatch(line -> line.contains("token-in-the-path") || line.contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 410, 422})
    void told_receiverRefuses_isNotTriedAgain(int status) throws Exception {
        try (Canary canary = new Canary()) {
            receiver.playEverywhere(
                    Script.json(status, "{}", "location: http://127.0.0.1:" + canary.port() + "/elsewhere"));
            receivers(at("/hook"));

            webhooks.told(event("evt_4"));

            assertThat(nextLine()).endsWith("it answered " + status);
            assertThat(receiver.requests()).hasSize(1);
            assertThat(canary.connects()).isZero();
        }
    }

    @Test
    void told_receiverSilentOrBadlyBehaved_isGivenUp() throws InterruptedException {
        webhooks = webhooks(10, 1);
        receiver.play("/hang", Faults.hang());
        receiver.play("/huge", Faults.hugeHeader(1 << 20));
        receiver.play("/upgrade", Faults.switchingProtocols());
        for (String path : List.of("/hang", "/huge", "/upgrade")) {
            receivers(at(path));
            webhooks.told(event("evt" + path));
            assertThat(nextLine()).startsWith("event evt" + path + " did not reach");
        }
        receiver.awaitNoOpenConnections(SOON);
    }

    /** An answer without an end costs a connection for a moment, and nothing else. */
    @Test
    void told_receiverAnswersWithoutEnd_isTaken() {
        receiver.play("/flood", Faults.hugeBody(1L << 32));
        receivers(at("/flood"));

        webhooks.told(event("evt_flood"));

        receiver.awaitRequests(1, SOON);
        receiver.awaitNoOpenConnections(SOON);
        assertThat(receiver.bytesSent()).isLessThan(64L << 20);
    }

    @Test
    void told_receiversThatWantOtherEvents_hearNothing() {
        receiver.playEverywhere(Script.json(200, "{}"));
        receivers(at("/budgets", "budget.threshold"), at("/limits", "limit.threshold"), at("/all"));

        webhooks.told(event("evt_limit", Unit.TOKENS));
        receiver.awaitRequests(2, SOON);
        webhooks.told(event("evt_budget"));

        assertThat(receiver.awaitRequests(4, SOON))
                .extracting(SeenRequest::uri)
                .containsExactlyInAnyOrder("/limits", "/all", "/budgets", "/all");
    }

    @Test
    void told_tooMuch_losesTheOldest() throws InterruptedException {
        webhooks = webhooks(3, 1);
        receiver.playEverywhere(Script.silence().hang().and(Script.json(200, "{}")));
        receivers(at("/hook"));
        for (int i = 0; i < 4; i++) {
            webhooks.told(event("evt_" + i)); // these are under way
        }
        receiver.awaitRequests(4, SOON);
        for (int i = 4; i < 9; i++) {
            webhooks.told(event("evt_" + i));
        }
        assertThat(nextLine()).startsWith("event evt_4 did not reach").endsWith("too many after it wait");
        assertThat(nextLine()).startsWith("event evt_5 did not reach");
        receiver.playEverywhere(Script.json(200, "{}"));
        receiver.release();

        assertThat(receiver.awaitRequests(7, SOON))
                .extracting(each -> each.header("ai-gateway-event-id"))
                .contains("evt_6", "evt_7", "evt_8")
                .doesNotContain("evt_4", "evt_5");
    }

    @Test
    void told_secretChangesMeanwhile_theNextAttemptHasTheNewOne() throws Exception {
        receiver.play("/hook", Script.json(500, "{}"), Script.json(200, "{}"));
        Receiver before = at("/hook");
        String fresh = "another secret of the receiver's";
        webhooks = webhooksThat(() -> receivers(new Receiver(before.endpoint(), fresh, Set.of())));
        receivers(before);

        webhooks.told(event("evt_5"));

        List<SeenRequest> seen = receiver.awaitRequests(2, SOON);
        assertThat(seen.get(0).header("ai-gateway-signature")).endsWith(hmac(SECRET, seen.get(0)));
        assertThat(seen.get(1).header("ai-gateway-signature")).endsWith(hmac(fresh, seen.get(1)));
    }

    /** @param first happens when the first attempt is under way */
    private Webhooks webhooksThat(Runnable first) {
        List<Runnable> once = new ArrayList<>(List.of(first));
        Post posting = new Post(Duration.ofSeconds(2)) {
            @Override
            Mono<Integer> send(InetSocketAddress to, Endpoint endpoint, Consumer<HttpHeaders> headers, byte[] body) {
                once.forEach(Runnable::run);
                once.clear();
                return super.send(to, endpoint, headers, body);
            }
        };
        Delivery.Patience patience = new Delivery.Patience(3, Duration.ofMillis(10), Duration.ofMillis(50));
        Delivery.Means means =
                new Delivery.Means(new AddressGuard(host -> List.of()), posting, patience, blocking, () -> NOW);
        return new Webhooks(() -> hooks, new Delivery(() -> hooks, means), () -> NOW, 10);
    }

    @Test
    void told_receiverGoneFromTheConfiguration_isNotTriedAgain() throws InterruptedException {
        receiver.play("/gone", Script.json(500, "{}"), Script.json(200, "{}"));
        receiver.play("/other", Script.json(200, "{}"));
        receivers(at("/gone"));
        webhooks = webhooksThat(() -> receivers(at("/other")));

        webhooks.told(event("evt_6"));
        receiver.awaitRequests(1, SOON);
        webhooks.told(event("evt_7"));

        receiver.awaitRequests(2, SOON);
        assertThat(receiver.requests()).extracting(SeenRequest::uri).containsExactly("/gone", "/other");
    }

    /** The name has another address when it is asked for once more: nobody asks. */
    @Test
    void told_nameThatIsBoundAnew_isCalledWhereItWasLookedAt() throws Exception {
        try (Canary canary = new Canary(new InetSocketAddress("127.0.0.2", receiver.port()))) {
            receiver.play("/hook", Script.json(500, "{}"), Script.json(200, "{}"));
            Receiver named =
                    new Receiver(Endpoint.of("http://hooks.test:" + receiver.port() + "/hook"), SECRET, Set.of());
            hooks = new Hooks(List.of(named), AllowList.of(List.of("127.0.0.1")), List.of(), false);
            addresses.add(Canary.address("127.0.0.1"));
            addresses.add(Canary.address("127.0.0.2"));

            webhooks.told(event("evt_8"));

            assertThat(nextLine()).contains("hooks.test is at 127.0.0.2");
            assertThat(receiver.requests()).hasSize(1);
            assertThat(receiver.requests().get(0).header("host")).isEqualTo("hooks.test:" + receiver.port());
            assertThat(asked).containsExactly("hooks.test", "hooks.test"); // once an attempt
            assertThat(canary.connects()).isZero();
        }
    }
}
