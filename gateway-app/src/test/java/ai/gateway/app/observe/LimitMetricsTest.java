package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.Quotas;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How full limits and budgets are, as a gateway shows it that is asked by clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BlockingCheck.class)
class LimitMetricsTest {

    private static final String USED = "ai.gateway.limit.used";
    private static final String MOST = "ai.gateway.limit.most";
    private static final String EXCEEDED = "ai.gateway.limit.exceeded";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CLIENTS = 150;

    /** Costs 0.3 USD at the prices below. */
    private static final String ANSWER = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":200,\"total_tokens\":300}}";

    /** By which windows turn; the gateway's own clocks go on as they do. */
    private static final AtomicLong TIME =
            new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());

    private final FaultUpstream provider = FaultUpstream.start();
    private RunningGateway gateway;

    /** A gateway with quotas of somebody's own. */
    @TestConfiguration(proxyBeanMethods = false)
    @Import(GatewayApp.class)
    static class TurnedByHand {

        @Bean
        Quotas quotas() {
            return new MemoryQuotas(TIME::get);
        }
    }

    @BeforeAll
    void start() {
        provider.playEverywhere(Script.json(200, ANSWER));
        gateway = RunningGateway.start(TurnedByHand.class, """
                management.endpoints.web.exposure.include: prometheus
                ai.gateway:
                  stand-in.enabled: off
                  observe.most-series: 10
                  keys-secret: a-secret-of-this-test-alone
                  keys: [ { name: ann, value: sk-ann-0123456789abcdef, owner: acme/search, requests: 10 / fixed 1h } ]
                  owners:
                    acme: { budget: 1 USD / fixed 1h }
                    acme/search: { tokens: 6000 / fixed 1h, concurrent: 5 }
                  providers: { p: { dialect: openai, base-url: "%s/v1" } }
                  model-facts: { "[p/m]": { input-price: 1000, output-price: 1000, max-output: 300 } }
                spring.cloud.gateway.server.webflux.routes:
                - { id: keyed, uri: "ai://p", predicates: [ "Path=/keyed/**" ], filters: [ StripPrefix=1, AiKey, AiCostMeter ] }
                - id: open
                  uri: ai://p
                  predicates: [ "Path=/**" ]
                  filters: [ { name: AiTokenRateLimiter, args: { requests: 1, period: fixed 1h, by: header.x-user } } ]
                """.formatted(provider.uri("")));
    }

    @AfterAll
    void stop() {
        gateway.close();
        provider.close();
    }

    private Answer ask(String route, String header) {
        return RawHttp.post(
                gateway.port(),
                route + "/v1/chat/completions",
                "{\"model\":\"m\",\"max_tokens\":200,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}",
                header);
    }

    private void askAsAnn(int status) {
        Answer answer = ask("/keyed", "x-api-key: sk-ann-0123456789abcdef");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }

    private double value(String name, String whose, String unit) {
        return gateway.bean(MeterRegistry.class)
                .get(name)
                .tags("whose", whose, "unit", unit)
                .gauge()
                .value();
    }

    /** Gateways ask how counters stand once a second at most. */
    private void assertUsed(double usd, int tokens, int requests) {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            assertThat(value(USED, "owner:acme", "usd")).isEqualTo(usd, within(1e-9));
            assertThat(value(USED, "owner:acme/search", "tokens")).isEqualTo(tokens);
            assertThat(value(USED, "key:ann", "requests")).isEqualTo(requests);
            assertThat(value(USED, "owner:acme/search", "concurrent")).isZero();
        });
    }

    private double exceeded(String whose, String unit) {
        return gateway.bean(MeterRegistry.class)
                .get(EXCEEDED)
                .tags("whose", whose, "unit", unit, "action", "refused")
                .counter()
                .count();
    }

    private String scraped() {
        return RawHttp.get(gateway.port(), "/actuator/prometheus").text();
    }

    @Test
    void calls_fillTheBudgetOfEveryOwner_untilTheyAreRefused_andTheNextWindowBeginsAtNothing() {
        askAsAnn(200);
        assertUsed(0.3, 300, 1);
        assertThat(value(MOST, "owner:acme", "usd")).isEqualTo(1);
        assertThat(value(MOST, "owner:acme/search", "tokens")).isEqualTo(6000);
        assertThat(value(MOST, "key:ann", "requests")).isEqualTo(10);
        assertThat(value(MOST, "owner:acme/search", "concurrent")).isEqualTo(5);

        askAsAnn(200);
        askAsAnn(200);
        assertUsed(0.9, 900, 3);
        assertThat(exceeded("owner:acme", "usd")).isZero();

        askAsAnn(402);
        askAsAnn(402);
        assertUsed(0.9, 900, 3);
        assertThat(exceeded("owner:acme", "usd")).isEqualTo(2);
        assertThat(exceeded("owner:acme/search", "tokens")).isZero();
        assertThat(scraped())
                .containsPattern(
                        "ai_gateway_limit_used\\{unit=\"usd\",whose=\"owner:acme\",window=\"fixed-3600000\"} 0\\.9")
                .containsPattern(
                        "ai_gateway_limit_most\\{unit=\"usd\",whose=\"owner:acme\",window=\"fixed-3600000\"} 1\\.0")
                .containsPattern(
                        "ai_gateway_limit_exceeded_total\\{action=\"refused\",unit=\"usd\",whose=\"owner:acme\",.*} 2");

        TIME.addAndGet(HOUR.toMillis());
        assertUsed(0, 0, 0);
    }

    /** Of headers nobody knows whether they are secret, and clients can send any number of them. */
    @Test
    void clients_byHundreds_haveHalfOfThePlaces_andNothingOfTheirHeadersIsShown() {
        for (int i = 0; i < CLIENTS; i++) {
            String user = "x-user: user-" + i + "-who";
            assertThat(ask("", user).status()).isEqualTo(200);
            assertThat(ask("", user).status()).isEqualTo(429);
        }

        List<String> shown = gateway.bean(MeterRegistry.class).find(USED).gauges().stream()
                .map(Gauge::getId)
                .map(id -> id.getTag("whose"))
                .filter(whose -> whose.startsWith("open/"))
                .toList();
        assertThat(shown).hasSize(5).allMatch(whose -> whose.matches("open/header\\.x-user:~[0-9a-f]{16}"));
        assertThat(exceeded("other", "requests")).isEqualTo(CLIENTS - 5);
        assertThat(exceeded(shown.get(0), "requests")).isEqualTo(1);
        assertThat(scraped()).contains("open/header.x-user:~").doesNotContain("-who");
    }
}
