package ai.gateway.alerts;

import ai.gateway.delivery.Mailboxes;
import ai.gateway.delivery.Means;
import ai.gateway.health.Standings;
import ai.gateway.pipeline.SettingsHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Alerts, wherever there is a gateway; they are silent until the configuration names a receiver. */
@AutoConfiguration(
        afterName = {
            "ai.gateway.autoconfigure.ProviderAutoConfiguration",
            "ai.gateway.hooks.HooksAutoConfiguration",
            "ai.gateway.pools.PoolsAutoConfiguration"
        },
        beforeName = "ai.gateway.autoconfigure.PipelineAutoConfiguration")
@ConditionalOnBean({SettingsHolder.class, Means.class})
public class AlertsAutoConfiguration {

    private static final int MOST_SUBJECTS = 1_000;

    @Bean
    static AlertsReader aiAlertsReader(Environment environment) {
        String application = environment.getProperty("spring.application.name", "ai-gateway");
        return new AlertsReader(environment.getProperty("HOSTNAME", application));
    }

    /** What is counted, and where it is looked at. */
    record Desk(Supplier<AlertSettings> settings, Windows windows, LongSupplier millis) {}

    @Bean
    Desk aiAlertDesk(SettingsHolder settings, Means means) {
        return new Desk(() -> settings.current().part(AlertSettings.class), new Windows(MOST_SUBJECTS), means.millis());
    }

    @Bean
    Onlooker aiAlertOnlooker(Desk desk) {
        return new Onlooker(desk.settings(), desk.windows(), desk.millis());
    }

    @Bean
    Herald aiAlertHerald(Desk desk, Means means) {
        Mailboxes mailboxes = new Mailboxes(() -> desk.settings().get().receivers(), means, Mailboxes.Order.AS_TOLD);
        return new Herald(desk.settings(), mailboxes);
    }

    @Bean
    Rounds aiAlertRounds(Desk desk, Herald herald, ObjectProvider<Standings> standings) {
        Patrol patrol = new Patrol(
                desk.settings(),
                desk.windows(),
                standings.getIfAvailable(() -> List::of),
                new Watch(herald),
                desk.millis());
        return new Rounds(patrol, desk.settings().get().interval());
    }
}
