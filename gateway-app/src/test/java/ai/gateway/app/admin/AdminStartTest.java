package ai.gateway.app.admin;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When there is an admin API, and when a gateway does not start for its sake. */
class AdminStartTest {

    @Test
    void off_withoutAToken_thereIsNothing() {
        String yaml = "ai.gateway: { stand-in.enabled: off, admin.token: '' }\n"
                + "spring.cloud.gateway.server.webflux.routes: []\n";
        try (RunningGateway gateway = RunningGateway.start(GatewayApp.class, yaml)) {
            Answer answer = RawHttp.get(gateway.port(), "/admin/v1/keys", "Authorization: Bearer " + AdminBench.OPS);
            assertThat(answer.status()).isEqualTo(404);
        }
    }

    static Stream<String> badSettings() {
        return Stream.of(
                "admin.token: short|at least 16 characters",
                "{ admin.token: " + AdminBench.OPS + ", keys-secret: a-secret-for-digests-0123 }|ledger",
                "{ admin: { token: " + AdminBench.OPS + ", pth: /x } }|pth");
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void start_badSettings_fails(String setting) {
        String[] parts = setting.split("\\|", -1);
        String yaml = "ai.gateway: " + (parts[0].startsWith("{") ? parts[0] : "{ " + parts[0] + " }") + "\n";
        assertThatThrownBy(() -> RunningGateway.start(GatewayApp.class, yaml).close())
                .hasStackTraceContaining(parts[1])
                .satisfies(failure -> assertThat(String.valueOf(failure)).doesNotContain(AdminBench.OPS));
    }

    @Test
    void start_withoutASecretForDigests_fails(@TempDir Path folder) {
        String yaml = "ai.gateway: { admin.token: " + AdminBench.OPS + ", ledger: { enabled: true, directory: '"
                + folder + "' } }\n";
        assertThatThrownBy(() -> RunningGateway.start(GatewayApp.class, yaml).close())
                .hasStackTraceContaining("keys-secret: missing");
    }
}
