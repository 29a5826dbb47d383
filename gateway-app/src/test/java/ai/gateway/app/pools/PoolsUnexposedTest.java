package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** As it is shipped, the gateway shows its pools to nobody. */
class PoolsUnexposedTest {

    @Test
    void endpoint_notExposed_isNotThere() {
        try (RunningGateway gateway = RunningGateway.start(
                GatewayApp.class, "ai.gateway.pools.chat.targets: [ stand-in/small, stand-in/large ]")) {
            assertThat(RawHttp.get(gateway.port(), "/actuator/aipools").status())
                    .isEqualTo(404);
            assertThat(RawHttp.post(
                                    gateway.port(),
                                    "/actuator/aipools/chat",
                                    "{\"target\":\"stand-in/small\",\"drain\":true}")
                            .status())
                    .isEqualTo(404);
            assertThat(RawHttp.get(gateway.port(), "/actuator/health").status()).isEqualTo(200);
        }
    }
}
