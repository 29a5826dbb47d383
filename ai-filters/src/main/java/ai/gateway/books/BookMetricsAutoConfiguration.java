package ai.gateway.books;

import ai.gateway.ledger.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Metrics of the ledger, where the host has a registry for them: made by Boot 4, by Boot 3.5, or by itself. */
@AutoConfiguration(
        after = BooksAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, Journal.class})
public class BookMetricsAutoConfiguration {

    @Bean
    SmartInitializingSingleton aiLedgerGauges(MeterRegistry registry, Journal journal, BookWatch watch) {
        BookGauges gauges = new BookGauges(journal, watch);
        return () -> gauges.bindTo(registry);
    }
}
