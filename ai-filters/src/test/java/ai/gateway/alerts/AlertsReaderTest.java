package ai.gateway.alerts;

import ai.gateway.autoconfigure.ProviderAutoConfiguration;
import ai.gateway.delivery.Receiver;
import ai.gateway.delivery.Receiver.Form;
import ai.gateway.hooks.HooksAutoConfiguration;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.ApplicationContext;
import reactor.netty.http.client.HttpClient;

import java.time.Duration;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written of alerts, and what is refused of it. */
class AlertsReaderTest {

    private static final String SECRET = "0123456789abcdef";

    private final ReactiveWebApplicationContextRunner context = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ProviderAutoConfiguration.class, HooksAutoConfiguration.class, AlertsAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(HttpClientProperties.class)
            .withPropertyValues("ai.gateway.reload.enabled=false", "HOSTNAME=pod-7");

    private static AlertSettings settings(ApplicationContext started) {
        return started.getBean(SettingsHolder.class).current().part(AlertSettings.class);
    }

    @Test
    void context_nothingWritten_isOff() {
        context.run(started -> {
            assertThat(settings(started).isOn()).isFalse();
            assertThat(settings(started).from()).isEqualTo("pod-7");
            assertThat(settings(started).rules())
                    .isEqualTo(new Rules(
                            Duration.ofMinutes(5),
                            20,
                            10,
                            5,
                            Duration.ofMinutes(2),
                            Duration.ofSeconds(15),
                            Duration.ofMinutes(1),
                            Duration.ofHours(4)));
        });
    }

    @Test
    void context_allWritten_isRead() {
        context.withPropertyValues(
                        "ai.gateway.alerts.receivers[0].url=https://hooks.slack.com/services/T0/B0/hidden",
                        "ai.gateway.alerts.receivers[0].form=slack",
                        "ai.gateway.alerts.receivers[0].kinds=errors, pool-down",
                        "ai.gateway.alerts.receivers[1].url=http://10.1.2.3/alerts",
                        "ai.gateway.alerts.receivers[1].secret=" + SECRET,
                        "ai.gateway.address-guard.allow=10.1.0.0/16",
                        "ai.gateway.alerts.from=berlin",
                        "ai.gateway.alerts.window=10m",
                        "ai.gateway.alerts.minimum-requests=5",
                        "ai.gateway.alerts.errors.percent=20",
                        "ai.gateway.alerts.latency.whole=90s",
                        "ai.gateway.alerts.latency.first-event=3s",
                        "ai.gateway.alerts.latency.percent=1",
                        "ai.gateway.alerts.down.after=0s",
                        "ai.gateway.alerts.reminder=0s",
                        "ai.gateway.alerts.interval=1s")
                .run(started -> {
                    AlertSettings settings = settings(started);
                    assertThat(settings.isOn()).isTrue();
                    assertThat(settings.from()).isEqualTo("berlin");
                    assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(1));
                    assertThat(settings.rules())
                            .isEqualTo(new Rules(
                                    Duration.ofMinutes(10),
                                    5,
                                    20,
                                    1,
                                    Duration.ofSeconds(90),
                                    Duration.ofSeconds(3),
                                    Duration.ZERO,
                                    Duration.ZERO));
                    assertThat(settings.receivers().all())
                            .extracting(Receiver::form)
                            .containsExactly(Form.SLACK, Form.SIGNED);
                    assertThat(settings.receivers().all())
                            .extracting(Receiver::events)
                            .containsExactly(Set.of("errors", "pool-down"), Set.of());
                    assertThat(settings.toString()).doesNotContain(SECRET, "hidden");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "receivers[0].url=http://127.0.0.1/x|alerts.receivers[0].url: 127.0.0.1 (expected: a public address",
                "receivers[0].url=ftp://hooks.example/x|alerts.receivers[0].url: another scheme",
                "receivers[0].secret=short|alerts.receivers[0].secret: 5 characters (expected: >= 16)",
                "receivers[0].form=slack|alerts.receivers[0].secret: 16 characters (expected: none with slack)",
                "receivers[0].kinds=errors,latencies|alerts.receivers[0].kinds: latencies (expected: of [errors, latency",
                "receivers[0].events=errors|alerts.receivers[0].events",
                "receivers[1].url=https://hooks.example.com/secret-path|alerts.receivers[1].secret: 0 characters",
                "window=0s|alerts.window: PT0S (expected: > 0)",
                "window=2d|alerts.window: PT48H (expected: <= 1d)",
                "minimum-requests=0|alerts.minimum-requests: 0 (expected: >= 1)",
                "errors.percent=0|alerts.errors.percent: 0 (expected: 1 to 100)",
                "latency.percent=101|alerts.latency.percent: 101 (expected: 1 to 100)",
                "latency.whole=-1s|alerts.latency.whole: PT-1S (expected: > 0)",
                "latency.first-event=0s|alerts.latency.first-event: PT0S (expected: > 0)",
                "down.after=-1s|alerts.down.after: PT-1S (expected: >= 0)",
                "reminder=-1s|alerts.reminder: PT-1S (expected: >= 0)",
                "interval=0s|alerts.interval: PT0S (expected: > 0)",
                "remind=4h|alerts.remind: unknown (expected: reminder)"
            })
    void context_mistake_failsTheStartWithoutShowingSecrets(String property, String message) {
        context.withPropertyValues(
                        "ai.gateway.alerts.receivers[0].url=https://hooks.example.com/secret-path",
                        "ai.gateway.alerts.receivers[0].secret=" + SECRET,
                        "ai.gateway.alerts." + property)
                .run(started -> assertThat(started.getStartupFailure())
                        .rootCause()
                        .satisfies(cause -> assertThat(cause.getMessage()).doesNotContain(SECRET, "secret-path"))
                        .hasMessageContaining(message));
    }

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.alerts"))
                .containsExactlyInAnyOrder(
                        "ai.gateway.alerts.receivers",
                        "ai.gateway.alerts.from",
                        "ai.gateway.alerts.window",
                        "ai.gateway.alerts.minimum-requests",
                        "ai.gateway.alerts.errors.percent",
                        "ai.gateway.alerts.latency.whole",
                        "ai.gateway.alerts.latency.first-event",
                        "ai.gateway.alerts.latency.percent",
                        "ai.gateway.alerts.down.after",
                        "ai.gateway.alerts.reminder",
                        "ai.gateway.alerts.interval");
    }
}
