package ai.gateway.delivery;

import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import ai.gateway.testing.Canary;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.Faults;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
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
class MailboxesTest {

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
    private volatile Receivers receivers = new Receivers(List.of(), LOOPBACK);
    private Mailboxes mailboxes;

    @BeforeEach
    void start() {
        mailboxes = mailboxes(256, 5);
        for (Class<?> type : List.of(Delivery.class, Mailbox.class)) {
            Logger logger = (Logger) LoggerFactory.getLogger(type);
            logger.setLevel(Level.INFO);
            logger.addAppender(appender);
        }
        appender.start();
    }

    private Mailboxes mailboxes(int mostWaiting, int attempts) {
        return new Mailboxes(() -> receivers, means(attempts), Mailboxes.Order.ANY, mostWaiting);
    }

    private Means means(int attempts) {
        AddressGuard guard = new AddressGuard(host -> {
            asked.add(host);
            return List.of(addresses.remove(0));
        });
        Means.Patience patience = new Means.Patience(attempts, Duration.ofMillis(10), Duration.ofMillis(50));
        return new Means(guard, new Post(Duration.ofSeconds(2)), patience, blocking, () -> NOW);
    }

    @AfterEach
    void stop() {
        for (Class<?> type : List.of(Delivery.class, Mailbox.class)) {
            ((Logger) LoggerFactory.getLogger(type)).detachAppender(appender);
        }
        mailboxes.close();
        blocking.dispose();
        receiver.close();
    }

    private void receivers(Receiver... some) {
        receivers = new Receivers(List.of(some), LOOPBACK);
    }

    private Receiver at(String path, String... events) {
        return new Receiver(Endpoint.of(receiver.uri(path).toString()), SECRET, Set.of(events));
    }

    private void tell(String id) {
        tell("budget.threshold", id);
    }

    private void tell(String type, String id) {
        byte[] body = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        mailboxes.tell(type, receiver -> new Notice(id, type, body));
    }

    private String nextLine() throws InterruptedException {
        return log.poll(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void tell_event_isPostedSignedWithItsId() throws Exception {
        receiver.playEverywhere(Script.json(200, "{}"));
        receivers(at("/hook?k=v"));

        tell("evt_1");

        SeenRequest seen = receiver.awaitRequests(1, SOON).get(0);
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.uri()).isEqualTo("/hook?k=v");
        assertThat(seen.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(seen.header("ai-gateway-event")).isEqualTo("budget.threshold");
        assertThat(seen.header("ai-gateway-event-id")).isEqualTo("evt_1");
        assertThat(seen.header("ai-gateway-signature")).isEqualTo("t=1770000000,v1=" + hmac(SECRET, seen));
        assertThat(seen.text()).isEqualTo("{\"id\":\"evt_1\"}");
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
    void tell_receiverThatChecksNothing_getsTheBodyAlone() {
        receiver.playEverywhere(Script.json(200, "ok"));
        receivers(new Receiver(
                Endpoint.of(receiver.uri("/services/T0/B0/x").toString()), Receiver.Form.SLACK, "", Set.of()));

        tell("evt_slack");

        SeenRequest seen = receiver.awaitRequests(1, SOON).get(0);
        assertThat(seen.text()).isEqualTo("{\"id\":\"evt_slack\"}");
        assertThat(seen.header("content-type")).isEqualTo("application/json");
        assertThat(seen.header("ai-gateway-signature")).isNull();
        assertThat(seen.header("ai-gateway-event-id")).isNull();
    }

    @Test
    void tell_inTheOrderAsTold_waitsForTheOneBefore() {
        mailboxes = new Mailboxes(() -> receivers, means(5), Mailboxes.Order.AS_TOLD, 10);
        receiver.play("/hook", Script.json(503, "{}"), Script.json(503, "{}"), Script.json(200, "{}"));
        receivers(at("/hook"));

        tell("evt_first");
        tell("evt_second");

        assertThat(receiver.awaitRequests(4, SOON))
                .extracting(each -> each.header("ai-gateway-event-id"))
                .containsExactly("evt_first", "evt_first", "evt_first", "evt_second");
    }

    @Test
    void tell_receiverFails_isTriedAgainWithTheSameBytes() {
        receiver.play(
                "/hook",
                Script.json(500, "{}"),
                Script.json(429, "{}"),
                Faults.resetBeforeHeaders(),
                Faults.closeBeforeHeaders(),
                Script.json(204, ""));
        receivers(at("/hook"));

        tell("evt_2");

        List<SeenRequest> seen = receiver.awaitRequests(5, SOON);
        assertThat(seen).extracting(SeenRequest::text).containsOnly(seen.get(0).text());
        assertThat(seen).extracting(each -> each.header("ai-gateway-event-id")).containsOnly("evt_2");
    }

    @Test
    void tell_receiverNeverTakesIt_isGivenUpAfterSoManyAttempts() throws InterruptedException {
        receiver.playEverywhere(Script.json(503, "{}"));
        receivers(at("/hook/token-in-the-path"));

        tell("evt_3");

        assertThat(nextLine())
                .isEqualTo("event evt_3 did not reach http://127.0.0.1:" + receiver.port() + ": it answered 503");
        assertThat(receiver.requests()).hasSize(5);
        assertThat(wholeLog).noneMatch(line -> line.contains("token-in-the-path") || line.contains(SECRET));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 404, 410, 422})
    void tell_receiverRefuses_isNotTriedAgain(int status) throws Exception {
        try (Canary canary = new Canary()) {
            receiver.playEverywhere(
                    Script.json(status, "{}", "location: http://127.0.0.1:" + canary.port() + "/elsewhere"));
            receivers(at("/hook"));

            tell("evt_4");

            assertThat(nextLine()).endsWith("it answered " + status);
            assertThat(receiver.requests()).hasSize(1);
            assertThat(canary.connects()).isZero();
        }
    }

    @Test
    void tell_receiverSilentOrBadlyBehaved_isGivenUp() throws InterruptedException {
        mailboxes = mailboxes(10, 1);
        receiver.play("/hang", Faults.hang());
        receiver.play("/huge", Faults.hugeHeader(1 << 20));
        receiver.play("/upgrade", Faults.switchingProtocols());
        for (String path : List.of("/hang", "/huge", "/upgrade")) {
            receivers(at(path));
            tell("evt" + path);
            assertThat(nextLine()).startsWith("event evt" + path + " did not reach");
        }
        receiver.awaitNoOpenConnections(SOON);
    }

    /** An answer without an end costs a connection for a moment, and nothing else. */
    @Test
    void tell_receiverAnswersWithoutEnd_isTaken() {
        receiver.play("/flood", Faults.hugeBody(1L << 32));
        receivers(at("/flood"));

        tell("evt_flood");

        receiver.awaitRequests(1, SOON);
        receiver.awaitNoOpenConnections(SOON);
        assertThat(receiver.bytesSent()).isLessThan(64L << 20);
    }

    @Test
    void tell_receiversThatWantOtherEvents_hearNothing() {
        receiver.playEverywhere(Script.json(200, "{}"));
        receivers(at("/budgets", "budget.threshold"), at("/limits", "limit.threshold"), at("/all"));

        tell("limit.threshold", "evt_limit");
        receiver.awaitRequests(2, SOON);
        tell("evt_budget");

        assertThat(receiver.awaitRequests(4, SOON))
                .extracting(SeenRequest::uri)
                .containsExactlyInAnyOrder("/limits", "/all", "/budgets", "/all");
    }

    @Test
    void tell_tooMuch_losesTheOldest() throws InterruptedException {
        mailboxes = mailboxes(3, 1);
        receiver.playEverywhere(Script.silence().hang().and(Script.json(200, "{}")));
        receivers(at("/hook"));
        for (int i = 0; i < 4; i++) {
            tell("evt_" + i); // these are under way
        }
        receiver.awaitRequests(4, SOON);
        for (int i = 4; i < 9; i++) {
            tell("evt_" + i);
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
    void tell_secretChangesMeanwhile_theNextAttemptHasTheNewOne() throws Exception {
        receiver.play("/hook", Script.json(500, "{}"), Script.json(200, "{}"));
        Receiver before = at("/hook");
        String fresh = "another secret of the receiver's";
        mailboxes = mailboxesThat(() -> receivers(new Receiver(before.endpoint(), fresh, Set.of())));
        receivers(before);

        tell("evt_5");

        List<SeenRequest> seen = receiver.awaitRequests(2, SOON);
        assertThat(seen.get(0).header("ai-gateway-signature")).endsWith(hmac(SECRET, seen.get(0)));
        assertThat(seen.get(1).header("ai-gateway-signature")).endsWith(hmac(fresh, seen.get(1)));
    }

    /** @param first happens when the first attempt is under way */
    private Mailboxes mailboxesThat(Runnable first) {
        List<Runnable> once = new ArrayList<>(List.of(first));
        Post posting = new Post(Duration.ofSeconds(2)) {
            @Override
            Mono<Integer> send(InetSocketAddress to, Endpoint endpoint, Consumer<HttpHeaders> headers, byte[] body) {
                once.forEach(Runnable::run);
                once.clear();
                return super.send(to, endpoint, headers, body);
            }
        };
        Means.Patience patience = new Means.Patience(3, Duration.ofMillis(10), Duration.ofMillis(50));
        Means means = new Means(new AddressGuard(host -> List.of()), posting, patience, blocking, () -> NOW);
        return new Mailboxes(() -> receivers, means, Mailboxes.Order.ANY, 10);
    }

    @Test
    void tell_receiverGoneFromTheConfiguration_isNotTriedAgain() throws InterruptedException {
        receiver.play("/gone", Script.json(500, "{}"), Script.json(200, "{}"));
        receiver.play("/other", Script.json(200, "{}"));
        receivers(at("/gone"));
        mailboxes = mailboxesThat(() -> receivers(at("/other")));

        tell("evt_6");
        receiver.awaitRequests(1, SOON);
        tell("evt_7");

        receiver.awaitRequests(2, SOON);
        assertThat(receiver.requests()).extracting(SeenRequest::uri).containsExactly("/gone", "/other");
    }

    /** The name has another address when it is asked for once more: nobody asks. */
    @Test
    void tell_nameThatIsBoundAnew_isCalledWhereItWasLookedAt() throws Exception {
        try (Canary canary = new Canary(new InetSocketAddress("127.0.0.2", receiver.port()))) {
            receiver.play("/hook", Script.json(500, "{}"), Script.json(200, "{}"));
            Receiver named =
                    new Receiver(Endpoint.of("http://hooks.test:" + receiver.port() + "/hook"), SECRET, Set.of());
            receivers = new Receivers(List.of(named), AllowList.of(List.of("127.0.0.1")));
            addresses.add(Canary.address("127.0.0.1"));
            addresses.add(Canary.address("127.0.0.2"));

            tell("evt_8");

            assertThat(nextLine()).contains("hooks.test is at 127.0.0.2");
            assertThat(receiver.requests()).hasSize(1);
            assertThat(receiver.requests().get(0).header("host")).isEqualTo("hooks.test:" + receiver.port());
            assertThat(asked).containsExactly("hooks.test", "hooks.test"); // once an attempt
            assertThat(canary.connects()).isZero();
        }
    }
}
