package ai.gateway.autoconfigure;

import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.ProviderSource;
import ai.gateway.provider.Signer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import reactor.netty.http.client.HttpClient;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** Reads {@code ai.gateway}, and keeps on reading it, where there is a gateway. */
@AutoConfiguration(afterName = "org.springframework.cloud.gateway.config.GatewayAutoConfiguration")
@ConditionalOnBean({HttpClient.class, HttpClientProperties.class})
public class ProviderAutoConfiguration {

    @Bean
    SettingsLoader aiSettingsLoader(
            ObjectProvider<Signer> signers,
            ObjectProvider<ProviderSource> sources,
            ObjectProvider<SettingsPart<?, ?>> parts) {
        return new SettingsLoader(
                signers.orderedStream().map(Signer::style).collect(Collectors.toSet()),
                sources.orderedStream().toList(),
                parts.orderedStream().toList());
    }

    @Bean
    ConfigFiles aiConfigFiles(ConfigurableEnvironment environment, SettingsLoader loader) {
        GatewayProperties.Reload reload = loader.reload(environment.getPropertySources());
        return new ConfigFiles(
                environment,
                reload.files().stream()
                        .map(file -> Path.of(file).toAbsolutePath())
                        .toList());
    }

    @Bean
    SettingsHolder aiSettings(SettingsLoader loader, ConfigFiles files) {
        return new SettingsHolder(loader.load(files.read()));
    }

    @Bean
    SettingsReloader aiSettingsReloader(ConfigFiles files, SettingsLoader loader, SettingsHolder settings) {
        return new SettingsReloader(files, loader, settings);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "ai.gateway.reload.enabled", matchIfMissing = true)
    FileWatch aiFileWatch(SettingsReloader reloader, ConfigurableEnvironment environment, SettingsLoader loader) {
        Duration interval = loader.reload(environment.getPropertySources()).interval();
        if (interval.isZero() || interval.isNegative()) {
            throw InvalidSettingsException.of("ai.gateway.reload.interval", interval, "> 0");
        }
        return new FileWatch(reloader::poll, interval);
    }
}
