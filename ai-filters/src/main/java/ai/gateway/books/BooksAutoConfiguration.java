package ai.gateway.books;

import ai.gateway.ledger.Audit;
import ai.gateway.ledger.Database;
import ai.gateway.ledger.Documents;
import ai.gateway.ledger.Journal;
import ai.gateway.ledger.JournalSettings;
import ai.gateway.ledger.Ledger;
import ai.gateway.ledger.Pruner;
import ai.gateway.ledger.RequestLog;
import ai.gateway.ledger.SqlLedger;
import ai.gateway.ledger.Usages;
import ai.gateway.quota.Seeds;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import reactor.netty.http.client.HttpClient;

import java.time.Clock;
import javax.sql.DataSource;

/** The ledger, where there is a gateway and somebody wants one. The names are Spring Boot 4's and 3's. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayAutoConfiguration"
        })
@Conditional(LedgerWanted.class)
@ConditionalOnBean(HttpClient.class)
@ConditionalOnMissingBean(Ledger.class)
@EnableConfigurationProperties(BooksProperties.class)
public class BooksAutoConfiguration {

    @Bean
    BookWatch aiLedgerWatch() {
        return new BookWatch();
    }

    @Bean
    Database aiLedgerDatabase(BooksProperties properties, ObjectProvider<DataSource> sources) {
        if (!properties.url().isEmpty()) {
            return Database.at(properties.url(), properties.username(), properties.password());
        }
        DataSource source = sources.getIfUnique();
        return source != null ? Database.of(source) : Database.at(file(properties), "", "");
    }

    /** We close it ourselves, after the journal; at the end of the process would be too early. */
    private static String file(BooksProperties properties) {
        return "jdbc:h2:file:" + properties.directory().toAbsolutePath().resolve("ledger") + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    @Bean
    SqlLedger aiSqlLedger(Database database, BookWatch watch) {
        return new SqlLedger(database, watch);
    }

    @Bean
    Journal aiLedger(BooksProperties properties, SqlLedger ledger, BookWatch watch) {
        BooksProperties.Journal journal = properties.journal();
        JournalSettings settings =
                new JournalSettings(properties.directory().resolve("journal"), journal.fileBytes(), journal.files());
        return Journal.open(settings, ledger, watch);
    }

    /** What was used before this gateway began counts on in its limits and budgets. */
    @Bean
    Seeds aiLedgerSeeds(Journal journal) {
        return () -> journal.live(Clock.systemUTC().millis());
    }

    @Bean
    Pruner aiLedgerPruner(BooksProperties properties, SqlLedger ledger, BookWatch watch) {
        return new Pruner(ledger, Clock.systemUTC(), properties.retention(), watch);
    }

    @Bean
    QueryThreads aiLedgerThreads() {
        return new QueryThreads();
    }

    @Bean
    Usages aiUsages(Database database, QueryThreads threads) {
        return new Usages(database, threads);
    }

    @Bean
    RequestLog aiRequestLog(Database database, QueryThreads threads) {
        return new RequestLog(database, threads);
    }

    @Bean
    Audit aiAudit(Database database, QueryThreads threads) {
        return new Audit(database, threads);
    }

    @Bean
    Documents aiDocuments(Database database, QueryThreads threads) {
        return new Documents(database, threads, Clock.systemUTC());
    }
}
