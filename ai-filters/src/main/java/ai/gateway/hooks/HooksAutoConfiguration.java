package ai.gateway.hooks;

import ai.gateway.delivery.Mailboxes;
import ai.gateway.delivery.Means;
import ai.gateway.delivery.Receivers;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.reach.AddressGuard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

import java.util.function.Supplier;

/** Events of budgets, and who is told of them, wherever there is a gateway. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.ProviderAutoConfiguration")
@ConditionalOnBean(SettingsHolder.class)
public class HooksAutoConfiguration {

    @Bean
    static HooksReader aiHooksReader() {
        return new HooksReader();
    }

    @Bean
    @ConditionalOnMissingBean
    AddressGuard aiAddressGuard() {
        return new AddressGuard(AddressGuard.Resolver.SYSTEM);
    }

    @Bean
    Means aiDeliveryMeans(AddressGuard guard) {
        return Means.usual(guard);
    }

    @Bean
    Webhooks aiWebhooks(SettingsHolder settings, Means means) {
        Supplier<Receivers> receivers =
                () -> settings.current().part(Hooks.class).receivers();
        return new Webhooks(new Mailboxes(receivers, means, Mailboxes.Order.ANY), means.millis());
    }

    @Bean
    Announcer aiBudgetAnnouncer(ObjectProvider<BudgetListener> listeners, ApplicationEventPublisher events) {
        return new Announcer(listeners.orderedStream().toList(), events::publishEvent);
    }

    @Bean
    Thresholds aiThresholds(SettingsHolder settings, Announcer announcer) {
        return new Thresholds(() -> settings.current().part(Hooks.class), announcer::announce);
    }
}
