package ai.gateway.audit;

import ai.gateway.ledger.Audit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;

/** Decisions in the audit, where somebody wants them there. */
@AutoConfiguration(
        beforeName = "ai.gateway.autoconfigure.PipelineAutoConfiguration",
        afterName = {
            "ai.gateway.books.BooksAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayAutoConfiguration"
        })
@ConditionalOnBean(HttpClient.class)
@EnableConfigurationProperties(AuditProperties.class)
public class AuditAutoConfiguration {

    /** In bytes; some 200,000 of them. */
    private static final long LARGEST_FILE = 64 << 20;

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("ai.gateway.audit.decisions")
    static class Wanted {

        @Bean
        Decisions aiAuditDecisions(AuditProperties properties, ObjectProvider<Audit> audits) {
            Audit audit = audits.getIfAvailable();
            if (audit == null) {
                throw new IllegalArgumentException("ai.gateway.audit.decisions: without a ledger, whose database it"
                        + " shares (expected: ai.gateway.ledger.enabled: true, or a url)");
            }
            Pending pending = new Pending(properties.directory(), LARGEST_FILE);
            return new Decisions(new Clerk(audit::add, pending), properties.sample());
        }
    }
}
