package ai.gateway.pools;

import ai.gateway.health.Breakers;
import ai.gateway.health.Healths;
import ai.gateway.health.RetryAfter;
import ai.gateway.health.SharedHealth;
import ai.gateway.health.Standings;
import ai.gateway.health.StateListener;
import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.SettingsHolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Pools, wherever there is a gateway. */
@AutoConfiguration(
        afterName = "ai.gateway.autoconfigure.HealthAutoConfiguration",
        beforeName = "ai.gateway.autoconfigure.ProviderAutoConfiguration")
@ConditionalOnBean(Healths.class)
public class PoolsAutoConfiguration {

    @Bean
    PoolsReader aiPoolsReader() {
        return new PoolsReader(ModelTable.load());
    }

    @Bean
    TableReader aiModelTableReader() {
        return new TableReader(ModelTable.load());
    }

    @Bean
    WorkingPools aiWorkingPools(
            Healths healths, ObjectProvider<SharedHealth> shared, ObjectProvider<SettingsHolder> settings) {
        Healths unbroken =
                new Healths(Breakers.none(), System::nanoTime, shared.getIfAvailable(() -> SharedHealth.NONE));
        return new WorkingPools(
                new PoolStates(healths, unbroken, System::nanoTime),
                () -> settings.getObject().current());
    }

    @Bean
    PoolDesk aiPoolDesk(WorkingPools working, ObjectProvider<SettingsHolder> settings) {
        return new PoolDesk(working, settings::getObject);
    }

    @Bean
    Standings aiPoolStandings(WorkingPools working, ObjectProvider<SettingsHolder> settings) {
        return new PoolStandings(working, () -> settings.getObject().current());
    }

    @Bean
    StateListener aiBreakerLog() {
        return new BreakerLog();
    }

    @Bean
    PoolItineraries aiItineraries(WorkingPools working, ObjectProvider<AttemptListener> listener) {
        Choices choices = new Choices(
                new RetryAfter(Clock.systemUTC()::millis),
                () -> ThreadLocalRandom.current().nextDouble(),
                listener.getIfAvailable(() -> AttemptListener.NONE));
        return new PoolItineraries(working, choices);
    }
}
