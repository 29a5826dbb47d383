package ai.gateway.app.ledger;

import ai.gateway.app.GatewayApp;
import ai.gateway.ledger.Journal;
import ai.gateway.ledger.Ledger;
import ai.gateway.testing.RunningGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ReadyLedgerTest {

    @TempDir
    Path directory;

    @Test
    void app_asItIsDelivered_keepsALedger() throws IOException {
        List<PropertySource<?>> delivered =
                new YamlPropertySourceLoader().load("delivered", new ClassPathResource("application.yml"));

        assertThat(delivered)
                .anySatisfy(each -> assertThat(each.getProperty("ai.gateway.ledger.enabled"))
                        .isEqualTo(true));
    }

    @Test
    void app_withALedger_keepsItInItsDirectory() {
        String yaml = "ai.gateway.ledger: { enabled: true, directory: '" + directory + "' }";
        try (RunningGateway gateway = RunningGateway.start(GatewayApp.class, yaml)) {
            assertThat(gateway.bean(Ledger.class)).isInstanceOf(Journal.class);
            assertThat(directory.resolve("ledger.mv.db")).exists();
            assertThat(directory.resolve("journal")).isNotEmptyDirectory();
        }
        try (RunningGateway again = RunningGateway.start(GatewayApp.class, yaml)) {
            assertThat(again.bean(Journal.class).live(0)).isEmpty();
        }
    }
}
