package ai.gateway.hooks;

import ai.gateway.autoconfigure.ProviderAutoConfiguration;
import ai.gateway.delivery.Receiver;
import ai.gateway.delivery.Receivers;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.reach.AllowList;
import ai.gateway.testing.Metadata;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.netty.http.client.HttpClient;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written of webhooks and thresholds, and what is refused of it. */
class HooksReaderTest {

    private static final String SECRET = "0123456789abcdef";

    private final ReactiveWebApplicationContextRunner context = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ProviderAutoConfiguration.class,
                    HooksAutoConfiguration.class,
                    BudgetMetricsAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(HttpClientProperties.class)
            .withPropertyValues("ai.gateway.reload.enabled=false");

    private static Hooks hooks(org.springframework.context.ApplicationContext started) {
        return started.getBean(SettingsHolder.class).current().part(Hooks.class);
    }

    @Test
    void context_nothingWritten_hasTheUsualThresholdsAndTellsNobody() {
        context.run(started -> assertThat(hooks(started))
                .isEqualTo(new Hooks(new Receivers(List.of(), AllowList.NOTHING), List.of(50, 80, 90, 100), false)));
    }

    @Test
    void context_allWritten_isRead() {
        context.withPropertyValues(
                        "ai.gateway.webhooks[0].url=https://hooks.example.com/a",
                        "ai.gateway.webhooks[0].secret=" + SECRET,
                        "ai.gateway.webhooks[0].events[0]=budget.threshold",
                        "ai.gateway.webhooks[1].url=http://10.1.2.3:8080/b",
                        "ai.gateway.webhooks[1].secret=" + SECRET,
                        "ai.gateway.address-guard.allow[0]=10.1.0.0/16",
                        "ai.gateway.budgets.thresholds=90, 75,75",
                        "ai.gateway.budgets.tokens=true")
                .run(started -> {
                    Hooks hooks = hooks(started);
                    assertThat(hooks.thresholds()).containsExactly(75, 90);
                    assertThat(hooks.tokens()).isTrue();
                    assertThat(hooks.receivers().all())
                            .extracting(Receiver::events)
                            .containsExactly(Set.of("budget.threshold"), Set.of());
                    assertThat(hooks.toString()).doesNotContain(SECRET).doesNotContain("/a");
                });
    }

    @Test
    void context_noThresholds_isNoEvents() {
        context.withPropertyValues("ai.gateway.budgets.thresholds=")
                .run(started -> assertThat(hooks(started).thresholds()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webhooks[0].url=http://127.0.0.1/x|webhooks[0].url: 127.0.0.1 (expected: a public address",
                "webhooks[0].url=http://localhost/x|webhooks[0].url: localhost (expected: a public address",
                "webhooks[0].url=http://2130706433/x|webhooks[0].url: 2130706433 (expected: an IPv4 address",
                "webhooks[0].url=ftp://hooks.example/x|webhooks[0].url: another scheme (expected: http:// or https://)",
                "webhooks[0].urls=https://hooks.example/x|webhooks[0].urls: unknown (expected: url)",
                "webhooks[0].secret=short|webhooks[0].secret: 5 characters (expected: >= 16)",
                "webhooks[0].events[0]=budget.treshold|webhooks[0].events: budget.treshold (expected: of [budget.threshold",
                "webhooks[1].url=https://hooks.example.com/a|webhooks[1].secret: 0 characters",
                "address-guard.allow[0]=10.0.0.0/64|address-guard.allow: 10.0.0.0/64 (expected: an address, or a range",
                "address-guard.alow[0]=10.0.0.0/8|address-guard.alow[0]: unknown (expected: allow)",
                "budgets.thresholds=0|budgets.thresholds: 0 (expected: 1 to 1000)",
                "budgets.treshold=50|budgets.treshold: unknown (expected: thresholds)",
                "budget.thresholds=50|budget.thresholds: unknown (expected: budgets)"
            })
    void context_mistake_failsTheStartWithoutShowingSecrets(String property, String message) {
        context.withPropertyValues(
                        "ai.gateway.webhooks[0].url=https://hooks.example.com/secret-path",
                        "ai.gateway.webhooks[0].secret=" + SECRET,
                        "ai.gateway." + property)
                .run(started -> assertThat(started.getStartupFailure())
                        .rootCause()
                        .satisfies(cause -> assertThat(cause.getMessage()).doesNotContain(SECRET, "secret-path"))
                        .satisfiesAnyOf(
                                cause -> assertThat(cause).hasMessageContaining(message),
                                cause -> assertThat(started.getStartupFailure()).hasStackTraceContaining(message)));
    }

    @Test
    void context_withMetrics_counts() {
        context.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(started -> {
            BudgetEvent event = new BudgetEvent(
                    "evt", "c", "c", ai.gateway.quota.Allowance.Unit.NANO_USD, "lifetime", 80, 80, 100, null);
            started.getBean(BudgetMeters.class).told(event);

            assertThat(started.getBean(MeterRegistry.class)
                            .get("ai.gateway.budget.events")
                            .tags("type", "budget.threshold", "threshold", "80")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
    }

    @Test
    void context_withoutMetrics_startsAllTheSame() {
        context.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .hasSingleBean(Thresholds.class)
                        .doesNotHaveBean("aiBudgetMeters"));
    }

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBy("HooksProperties"))
                .containsExactlyInAnyOrder(
                        "ai.gateway.webhooks",
                        "ai.gateway.address-guard.allow",
                        "ai.gateway.budgets.thresholds",
                        "ai.gateway.budgets.tokens");
    }
}
