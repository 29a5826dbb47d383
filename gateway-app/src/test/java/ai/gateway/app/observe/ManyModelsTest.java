package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What clients make up must not fill a registry. */
class ManyModelsTest {

    @Test
    void modelsThatClientsMakeUp_areOneFromSomeOn() {
        try (RunningGateway small = RunningGateway.start(GatewayApp.class, """
                ai.gateway: { observe.most-series: 40, stand-in.enabled: on }
                spring.cloud.gateway.server.webflux.routes:
                - { id: many, uri: "ai://stand-in", predicates: [ "Path=/**" ] }
                """)) {
            for (int i = 0; i < 120; i++) {
                RawHttp.post(
                        small.port(),
                        "/v1/chat/completions",
                        "{\"model\":\"made-up-" + i
                                + "\",\"messages\":[{\"role\":\"user\",\"content\":\"/words 1\"}]}");
            }
            MeterRegistry registry = small.bean(MeterRegistry.class);

            assertThat(registry.find("gen_ai.server.request.duration").timers()).hasSize(41);
            assertThat(registry.get("gen_ai.server.request.duration")
                            .tags("routeId", "many", "gen_ai.request.model", "other")
                            .timer()
                            .count())
                    .isEqualTo(80);
        }
    }
}
