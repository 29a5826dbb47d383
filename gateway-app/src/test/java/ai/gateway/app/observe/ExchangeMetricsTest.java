package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(BlockingCheck.class)
class ExchangeMetricsTest {

    private RunningGateway gateway;

    @BeforeAll
    void start() {
        gateway = RunningGateway.start(GatewayApp.class, """
                management.endpoints.web.exposure.include: health, prometheus
                ai.gateway:
                  stand-in.enabled: on
                  observe: { key-tags: [ tier ] }
                  keys-secret: a-secret-of-this-test-alone
                  keys: [ { name: ann, value: sk-ann-0123456789abcdef, tags: { tier: gold } } ]
                  providers: { away: { dialect: openai, base-url: "http://127.0.0.1:%d/v1", auth: none } }
                spring.cloud.gateway.server.webflux.routes:
                - { id: keyed, uri: "ai://stand-in", predicates: [ "Path=/keyed/**" ], filters: [ StripPrefix=1, AiKey, AiCostMeter ] }
                - { id: cached, uri: "ai://stand-in", predicates: [ "Path=/cached/**" ], filters: [ StripPrefix=1, AiCache=10m ] }
                - { id: away, uri: "ai://away", predicates: [ "Path=/away/**" ], filters: [ StripPrefix=1 ] }
                - { id: plain, uri: "ai://stand-in", predicates: [ "Path=/**" ] }
                """.formatted(FaultUpstream.refusedPort()));
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private Answer ask(String route, String model, String text, boolean stream) {
        return RawHttp.post(
                gateway.port(),
                route + "/v1/chat/completions",
                "{\"model\":\"" + model + "\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                        + text + "\"}]}",
                "Authorization: Bearer sk-ann-0123456789abcdef");
    }

    private Timer timer(String name, String... tags) {
        Timer timer = gateway.bean(MeterRegistry.class).find(name).tags(tags).timer();
        assertThat(timer).as(name + " " + String.join(" ", tags)).isNotNull();
        return timer;
    }

    @Test
    void exchange_isMeasured_wholeAndStreamed_underTheNamesOfOpenTelemetry() {
        Answer streamed = ask("/keyed", "m-1", "/pace 2 /words 30", true);
        assertThat(streamed.status()).as(streamed.text()).isEqualTo(200);
        assertThat(ask("/keyed", "m-1", "/words 3", false).status()).isEqualTo(200);
        String[] tags = {
            "routeId", "keyed", "gen_ai.operation.name", "chat", "gen_ai.provider.name", "stand-in",
            "gen_ai.request.model", "m-1", "gen_ai.response.model", "m-1", "key.tier", "gold"
        };

        Awaitility.await()
                .until(() -> timer("gen_ai.server.request.duration", tags).count() == 2);
        assertThat(timer("gen_ai.server.request.duration", tags).getId().getTag("error.type"))
                .isEqualTo("none");
        assertThat(timer("gen_ai.server.time_to_first_token", tags).count()).isEqualTo(1);
        assertThat(timer("gen_ai.server.time_per_output_token", tags).mean(TimeUnit.MICROSECONDS))
                .isGreaterThan(1000);
        assertThat(timer("ai.gateway.overhead", "routeId", "keyed").max(TimeUnit.SECONDS))
                .isLessThan(5);
        double output = gateway.bean(MeterRegistry.class)
                .get("gen_ai.client.token.usage")
                .tags(tags)
                .tag("gen_ai.token.type", "output")
                .summary()
                .totalAmount();
        assertThat(output).isGreaterThanOrEqualTo(33);
    }

    @Test
    void whatGoesWrong_isToldApart() {
        assertThat(ask("/away", "m-2", "hi", false).status()).isEqualTo(502);
        assertThat(ask("", "m-2", "/error 429 slow down", false).status()).isEqualTo(429);
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.sendPost(
                    "/v1/chat/completions",
                    "{\"model\":\"m-3\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"/words 500 /pace 20\"}]}");
            client.readHead();
            client.abort();
        }

        assertThat(timer("gen_ai.server.request.duration", "routeId", "away", "error.type", "upstream_unavailable")
                        .count())
                .isEqualTo(1);
        assertThat(timer("gen_ai.server.request.duration", "gen_ai.request.model", "m-2", "error.type", "429")
                        .count())
                .isEqualTo(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> gateway.bean(MeterRegistry.class)
                                .find("gen_ai.server.request.duration")
                                .tags("gen_ai.request.model", "m-3", "error.type", "client_gone")
                                .timer()
                        != null);
        Awaitility.await()
                .until(() -> gateway.bean(MeterRegistry.class)
                                .get("ai.gateway.exchanges.open")
                                .gauge()
                                .value()
                        == 0);
    }

    @Test
    void cache_isCounted() {
        ask("/cached", "m-4", "/words 3", false);
        ask("/cached", "m-4", "/words 3", false);

        assertThat(counted("miss")).isEqualTo(1);
        assertThat(counted("hit")).isEqualTo(1);
    }

    private double counted(String result) {
        return gateway.bean(MeterRegistry.class)
                .get("ai.gateway.cache.requests")
                .tags("routeId", "cached", "result", result)
                .counter()
                .count();
    }

    @Test
    void prometheus_hasThem() {
        ask("", "m-5", "/words 3", true);

        String scraped = RawHttp.get(gateway.port(), "/actuator/prometheus").text();
        assertThat(scraped)
                .contains("gen_ai_server_request_duration_seconds_bucket{")
                .contains("gen_ai_client_token_usage_token")
                .contains("ai_gateway_overhead_seconds_count{routeId=\"plain\"}")
                .doesNotContain("sk-ann");
    }
}
