package ai.gateway.app.accounts;

import ai.gateway.app.GatewayApp;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Level;
import ai.gateway.quota.Quotas;
import ai.gateway.quota.Window;
import ai.gateway.testing.RunningGateway;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import java.util.List;
import java.util.Objects;

/** The ready gateway, with somebody who looks over its shoulder. */
@TestConfiguration(proxyBeanMethods = false)
@Import(GatewayApp.class)
class AccountingGateway {

    /** How a counter stands. */
    static Level level(RunningGateway gateway, String counter, Window window) {
        List<Level> levels = gateway.bean(Quotas.class)
                .levels(List.of(new Claim(counter, window, Long.MAX_VALUE, 0, true)))
                .block();
        return Objects.requireNonNull(levels).get(0);
    }

    @Bean
    Books books() {
        return new Books();
    }
}
