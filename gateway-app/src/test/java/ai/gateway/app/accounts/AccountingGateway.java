package ai.gateway.app.accounts;

import ai.gateway.app.GatewayApp;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The ready gateway, with somebody who looks over its shoulder. */
@TestConfiguration(proxyBeanMethods = false)
@Import(GatewayApp.class)
class AccountingGateway {

    @Bean
    Books books() {
        return new Books();
    }
}
