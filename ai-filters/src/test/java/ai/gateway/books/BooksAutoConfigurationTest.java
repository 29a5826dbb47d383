package ai.gateway.books;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Documents;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.Journal;
import ai.gateway.ledger.Ledger;
import ai.gateway.ledger.LedgerException;
import ai.gateway.ledger.Selection;
import ai.gateway.ledger.Usages;
import ai.gateway.ledger.Watch;
import ai.gateway.quota.Charge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.netty.http.client.HttpClient;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

class BooksAutoConfigurationTest {

    private static final Charge CHARGE = new Charge("usd", 0, Long.MAX_VALUE, 5);

    @TempDir
    Path directory;

    private final ApplicationContextRunner silent = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(BooksAutoConfiguration.class, BookMetricsAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create);

    private ApplicationContextRunner here() {
        return silent.withPropertyValues("ai.gateway.ledger.directory=" + directory.resolve("ledger"));
    }

    private ApplicationContextRunner enabled() {
        return here().withPropertyValues("ai.gateway.ledger.enabled=true");
    }

    private static Entry entry(String id) {
        return new Entry(
                id,
                System.currentTimeMillis(),
                Entry.Who.NOBODY,
                new Entry.What("llm", "openai", "chat", "m", "openai", "m"),
                new Entry.How("complete", 200, null, 1, false, null, 1, 2, false),
                Usage.ofInput(7),
                Entry.Cost.NONE,
                List.of(CHARGE));
    }

    /** A plug-in makes no files that nobody has asked for, whatever data source the host has. */
    @Test
    void context_withoutAWord_hasNoLedger() {
        here().withBean(DataSource.class, JdbcDataSource::new)
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(Ledger.class));
        here().withPropertyValues("ai.gateway.ledger.enabled=false", "ai.gateway.ledger.url=jdbc:h2:mem:none")
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(Ledger.class));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void context_enabled_keepsInAFileAcrossRestarts() {
        enabled().run(started -> {
            Ledger ledger = started.getBean(Ledger.class);
            ledger.begin(entry("a"));
            ledger.end(entry("a"));
            ledger.begin(entry("b"));
        });
        enabled().run(started -> {
            assertThat(started.getBean(Usages.class)
                            .entries(Selection.ALL, null, 10)
                            .join()
                            .entries())
                    .extracting(each -> each.id() + " " + each.how().ending())
                    .containsExactlyInAnyOrder("a complete", "b interrupted");
            assertThat(started.getBean(Journal.class).live(0))
                    .containsExactly(new Charge("usd", 0, Long.MAX_VALUE, 10));
            assertThat(started.getBean(Documents.class).all("key").join()).isEmpty();
        });
    }

    @Test
    void context_withAUrl_keepsThere() {
        here().withPropertyValues("ai.gateway.ledger.url=jdbc:h2:mem:books;DB_CLOSE_DELAY=-1")
                .run(started -> {
                    started.getBean(Ledger.class).end(entry("a"));
                    assertThat(started.getBean(Journal.class).live(0)).containsExactly(CHARGE);
                });

        assertThat(directory.resolve("ledger/ledger.mv.db")).doesNotExist();
        assertThat(directory.resolve("ledger/journal")).isNotEmptyDirectory();
    }

    @Test
    void context_enabledWithADataSource_keepsThere() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:hosts;DB_CLOSE_DELAY=-1");
        enabled()
                .withBean(DataSource.class, () -> source)
                .run(started ->
                        assertThat(started.getBean(Journal.class).live(0)).isEmpty());

        assertThat(directory.resolve("ledger/ledger.mv.db")).doesNotExist();
    }

    @Test
    void context_ledgerOfTheApplication_goesFirst() {
        enabled()
                .withBean(Ledger.class, () -> Ledger.NONE)
                .run(started -> assertThat(started.getBean(Ledger.class)).isSameAs(Ledger.NONE));
    }

    @Test
    void context_secondGatewayInTheDirectory_failsTheStart() {
        enabled()
                .run(first -> here().withPropertyValues("ai.gateway.ledger.url=jdbc:h2:mem:second")
                        .run(second -> assertThat(second.getStartupFailure())
                                .rootCause()
                                .isInstanceOf(LedgerException.class)
                                .hasMessageContaining("in use by another gateway")));
    }

    @Test
    void context_anotherDatabase_isRefused() {
        enabled()
                .withPropertyValues("ai.gateway.ledger.url=jdbc:mysql://127.0.0.1/x")
                .run(started -> assertThat(started.getStartupFailure())
                        .hasStackTraceContaining("expected: jdbc:postgresql:... or jdbc:h2:..."));
    }

    @Test
    void context_misspeltOrImpossible_failsTheStart() {
        enabled()
                .withPropertyValues("ai.gateway.ledger.retenton=1d")
                .run(started -> assertThat(started.getStartupFailure()).hasStackTraceContaining("retenton"));
        enabled()
                .withPropertyValues("ai.gateway.ledger.journal.max-size=5MB")
                .run(started -> assertThat(started.getStartupFailure()).hasStackTraceContaining("room for three"));
    }

    @Test
    void metrics_tellHowItStands() {
        enabled().withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(started -> {
            MeterRegistry registry = started.getBean(MeterRegistry.class);
            started.getBean(Ledger.class).begin(entry("a"));
            started.getBean(BookWatch.class).failed(Watch.Part.DISK, new IllegalStateException("full"));

            assertThat(registry.get("ai.gateway.ledger.open.calls").gauge().value())
                    .isEqualTo(1);
            assertThat(registry.get("ai.gateway.ledger.files").gauge().value()).isPositive();
            assertThat(registry.get("ai.gateway.ledger.failing")
                            .tag("part", "disk")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.get("ai.gateway.ledger.failing")
                            .tag("part", "database")
                            .gauge()
                            .value())
                    .isZero();
        });
    }
}
