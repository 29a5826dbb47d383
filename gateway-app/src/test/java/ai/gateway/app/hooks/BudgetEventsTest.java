package ai.gateway.app.hooks;

import ai.gateway.app.GatewayApp;
import ai.gateway.hooks.BudgetEvent;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import ai.gateway.wire.Json;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.assertj.core.api.Assertions.assertThat;

/** A call that spends a budget is heard of by all who want to hear: the application, the metrics, and receivers. */
@ExtendWith(BlockingCheck.class)
class BudgetEventsTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "0123456789abcdef of a receiver";

    /** Costs 0.3 USD at the prices below. */
    private static final String ANSWER = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":200,\"total_tokens\":300}}";

    private final FaultUpstream provider = FaultUpstream.start();
    private final FaultUpstream receiver = FaultUpstream.start();

    @TempDir
    Path folder;

    private ConfigurableApplicationContext gateway;
    private BlockingQueue<BudgetEvent> heard;

    @BeforeEach
    void start() throws Exception {
        provider.playEverywhere(Script.json(200, ANSWER));
        hooks("[ 50, 80 ]", "/hook");
        SpringApplication application = new SpringApplication(Listening.class);
        application.setRegisterShutdownHook(false);
        gateway = application.run(
                "--spring.config.additional-location=file:" + file(), // a file, so that it is read again
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=OFF");
        heard = gateway.getBean(Listening.class).heard;
    }

    /** A gateway of somebody's own that hears of budgets. */
    @Import(GatewayApp.class)
    static class Listening {

        private final BlockingQueue<BudgetEvent> heard = new LinkedBlockingQueue<>();
        private final ApplicationEventPublisher events;

        Listening(ApplicationEventPublisher events) {
            this.events = events;
        }

        @EventListener
        void on(BudgetEvent event) {
            heard.add(event);
        }
    }

    private Path file() {
        return folder.resolve("hooks.yml");
    }

    private void hooks(String thresholds, String path) throws Exception {
        Files.writeString(file(), """
                ai.gateway:
                  stand-in.enabled: off
                  reload.enabled: off
                  ledger.enabled: off
                  providers: { p: { dialect: openai, base-url: "%s/v1" } }
                  model-facts: { "[p/m]": { input-price: 1000, output-price: 1000, max-output: 300 } }
                  address-guard.allow: [ 127.0.0.0/8 ]
                  budgets.thresholds: %s
                  webhooks: [ { url: "%s", secret: "%s" } ]
                spring.cloud.gateway.server.webflux.routes:
                - id: llm
                  uri: ai://p
                  predicates: [ "Path=/v1/**" ]
                  filters: [ { name: AiBudget, args: { amount: 1, period: lifetime, by: [ route ] } } ]
                """.formatted(provider.uri(""), thresholds, receiver.uri(path), SECRET));
    }

    private void reload() {
        gateway.getBean(Listening.class).events.publishEvent(new EnvironmentChangeEvent(Set.of()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        receiver.close();
        provider.close();
    }

    private void call(int status) {
        Answer answer = RawHttp.post(
                gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class),
                "/v1/chat/completions",
                "{\"model\":\"m\",\"max_tokens\":200,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private BudgetEvent heard() throws InterruptedException {
        BudgetEvent event = heard.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    @Test
    void calls_thatSpendABudget_areToldOnceSignedAndAgainWhereTheReceiverFailed() throws Exception {
        receiver.playEverywhere(Script.json(503, "{}"), Script.json(200, "{}"));

        call(200);
        assertThat(heard).isEmpty();
        call(200);

        BudgetEvent event = heard();
        assertThat(event.threshold()).isEqualTo(50);
        assertThat(event.counter()).isEqualTo("llm/route:llm");
        assertThat(event.used()).isEqualTo(600_000_000L);
        List<SeenRequest> seen = receiver.awaitRequests(2, SOON);
        assertThat(seen)
                .extracting(each -> Json.parse(each.body()).get("id").text())
                .containsOnly(event.id());
        assertThat(seen).allSatisfy(BudgetEventsTest::assertSigned);
        assertThat(gateway.getBean(MeterRegistry.class)
                        .get("ai.gateway.budget.events")
                        .tag("threshold", "50")
                        .counter()
                        .count())
                .isEqualTo(1);

        call(200);
        assertThat(heard().threshold()).isEqualTo(80);
        call(402); // 0.1 USD is left, and it needs 0.2 at least
        receiver.awaitRequests(3, SOON);
        assertThat(heard).isEmpty();
    }

    /** By what a receiver has of us: the header, the body, and the secret. */
    private static void assertSigned(SeenRequest seen) {
        String header = seen.header("ai-gateway-signature");
        assertThat(header).matches("t=\\d{10},v1=[0-9a-f]{64}");
        String time = header.substring(2, header.indexOf(','));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] expected = mac.doFinal((time + "." + seen.text()).getBytes(StandardCharsets.UTF_8));
            assertThat(header).endsWith("v1=" + HexFormat.of().formatHex(expected));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void reload_otherThresholdsAndAnotherReceiver_areInForce() throws Exception {
        receiver.playEverywhere(Script.json(200, "{}"));
        call(200);
        hooks("[ 55 ]", "/elsewhere");
        reload();

        call(200);

        assertThat(heard().threshold()).isEqualTo(55);
        assertThat(receiver.awaitRequests(1, SOON).stream()
                        .map(SeenRequest::uri)
                        .collect(Collectors.toSet()))
                .containsExactly("/elsewhere");
    }

    /** A mistake changes nothing: the receiver's own address would not be allowed any more. */
    @Test
    void reload_addressNotAllowedAnyMore_keepsTheConfigurationBefore() throws Exception {
        receiver.playEverywhere(Script.json(200, "{}"));
        Files.writeString(file(), Files.readString(file()).replace("127.0.0.0/8", "10.0.0.0/8"));
        reload();

        call(200);
        call(200);

        assertThat(heard().threshold()).isEqualTo(50);
        assertThat(receiver.awaitRequests(1, SOON).get(0).uri()).isEqualTo("/hook");
    }
}
