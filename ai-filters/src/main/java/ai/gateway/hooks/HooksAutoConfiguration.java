package ai.gateway.hooks;

import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.reach.AddressGuard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Events of budgets, and who is told of them, wherever there is a gateway. */
@AutoConfiguration(afterName = "ai.gateway.autoconfigure.ProviderAutoConfiguration")
@ConditionalOnBean(SettingsHolder.class)
public class HooksAutoConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int THREADS = 4;
    private static final int WAITING = 10_000;
    private static final int IDLE_SECONDS = 60;

    @Bean
    static HooksReader aiHooksReader() {
        return new HooksReader();
    }

    @Bean
    @ConditionalOnMissingBean
    AddressGuard aiAddressGuard() {
        return new AddressGuard(AddressGuard.Resolver.SYSTEM);
    }

    /** Names of receivers are resolved there, one attempt at a time. */
    record Threads(Scheduler scheduler) implements AutoCloseable {

        @Override
        public void close() {
            scheduler.dispose();
        }
    }

    @Bean
    Threads aiWebhookThreads() {
        return new Threads(
                Schedulers.newBoundedElastic(THREADS, WAITING, "ai-webhooks", IDLE_SECONDS, /* daemon= */ true));
    }

    @Bean
    Webhooks aiWebhooks(SettingsHolder settings, AddressGuard guard, Threads threads) {
        Supplier<Hooks> hooks = () -> settings.current().part(Hooks.class);
        Clock clock = Clock.systemUTC();
        Delivery.Means means = new Delivery.Means(
                guard, new Post(PATIENCE), Delivery.Patience.USUAL, threads.scheduler(), clock::millis);
        return new Webhooks(hooks, new Delivery(hooks, means), clock::millis);
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
