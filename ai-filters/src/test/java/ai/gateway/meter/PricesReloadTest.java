package ai.gateway.meter;

import ai.gateway.autoconfigure.HealthAutoConfiguration;
import ai.gateway.autoconfigure.ProviderAutoConfiguration;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Usage;
import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pools.PoolsAutoConfiguration;
import ai.gateway.provider.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.netty.http.client.HttpClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static ai.gateway.exchange.Usage.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

/** Prices in a file of their own, which is changed while the gateway works. */
class PricesReloadTest {

    @TempDir
    private Path dir;

    @Test
    void prices_changedFile_areInForceWithoutARestart() throws IOException {
        Path prices = write("{ input-price: 1, output-price: 2, search-price: 0.01 }");
        new ApplicationContextRunner()
                .withBean(HttpClient.class, HttpClient::create)
                .withBean(HttpClientProperties.class)
                .withConfiguration(AutoConfigurations.of(
                        HealthAutoConfiguration.class,
                        PoolsAutoConfiguration.class,
                        MeterAutoConfiguration.class,
                        ProviderAutoConfiguration.class))
                .withPropertyValues(
                        "ai.gateway.reload.files=" + prices,
                        "ai.gateway.reload.interval=10ms",
                        "ai.gateway.providers.mine.base-url=http://x",
                        "ai.gateway.providers.mine.dialect=openai")
                .run(started -> {
                    SettingsHolder holder = started.getBean(SettingsHolder.class);
                    BlockingQueue<Settings> replaced = new LinkedBlockingQueue<>();
                    holder.onReplace(replaced::add);
                    String version = holder.current().part(ModelTable.class).version();
                    assertThat(cost(Metering.of(holder.current()), holder.current()))
                            .isEqualTo(1000 * 1000 + 100 * 2000);

                    write("{ input-price: 3, output-price: 2 }");
                    Settings after = replaced.poll(30, TimeUnit.SECONDS);

                    assertThat(after).isNotNull();
                    assertThat(cost(Metering.of(after), after)).isEqualTo(1000 * 3000 + 100 * 2000);
                    assertThat(after.part(ModelTable.class).version()).isNotEqualTo(version);
                });
    }

    private Path write(String facts) throws IOException {
        return Files.writeString(dir.resolve("prices.yml"), "ai.gateway.model-facts: { mine/*: " + facts + " }");
    }

    private static long cost(Metering metering, Settings settings) {
        AnswerFacts facts = new AnswerFacts();
        facts.use(new Usage(1000, ABSENT, ABSENT, 100, ABSENT));
        facts.finish(FinishReason.STOP);
        Target target = new Target(settings.catalogue().get("mine"), "m", null);
        Metered metered = metering.of(new MeteredCall(target, Operation.CHAT, facts, true, ABSENT, null));
        assertThat(metered.origin()).isEqualTo(Origin.LIST);
        return metered.nanoUsd();
    }
}
