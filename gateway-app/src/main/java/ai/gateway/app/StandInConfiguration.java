package ai.gateway.app;

import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.condition.Glob;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.ProviderSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets the stand-in answer where nobody has a credential, so that a newcomer can try everything at once. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandInConfiguration.Properties.class)
class StandInConfiguration {

    /** When the stand-in answers. */
    enum When {
        /** While no provider is configured. */
        AUTO,
        /** As a provider beside the others. */
        ON,
        OFF
    }

    /**
     * The stand-in provider.
     *
     * @param enabled When it answers: auto while no provider can be used, on as one provider beside the others, or off.
     * @param port Where it listens on the loopback address; 0 takes a free port.
     * @param pace The pause before each event of a stream.
     */
    @ConfigurationProperties("ai.gateway.stand-in")
    record Properties(
            @DefaultValue("auto") When enabled,
            @DefaultValue("0") int port,
            @DefaultValue("20ms") Duration pace) {}

    @Bean
    StandInSource standInSource(Properties properties) {
        return new StandInSource(properties);
    }

    /** Starts the stand-in when it is first needed, and stops it with the gateway. */
    static final class StandInSource implements ProviderSource, DisposableBean {

        private static final Logger log = LoggerFactory.getLogger(StandInSource.class);
        private static final List<String> AT_ROOT = List.of("anthropic", "gemini", "bedrock", "cohere", "ollama");

        private final Properties properties;
        private @Nullable StandIn running;

        StandInSource(Properties properties) {
            this.properties = properties;
        }

        @Override
        public synchronized List<Provider> provide(Catalogue configured) {
            boolean alone = configured.providers().stream().noneMatch(Provider::isUsable);
            boolean wanted = properties.enabled() == When.ON || (properties.enabled() == When.AUTO && alone);
            if (!wanted) {
                return List.of();
            }
            StandIn standIn = running;
            if (standIn == null) {
                standIn = StandIn.start(
                        StandInSettings.forPeople().withPort(properties.port()).withPace(properties.pace()));
                running = standIn;
                announce(standIn, alone);
            }
            return List.of(provider(standIn.baseUrl()));
        }

        private static void announce(StandIn standIn, boolean alone) {
            if (!alone) {
                log.info("A stand-in at {} answers as ai://stand-in.", standIn.baseUrl());
                return;
            }
            log.warn(
                    "NO MODEL BEHIND THIS GATEWAY: no provider has a credential, so a stand-in at {} answers in every dialect. "
                            + "Set a provider's key (OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY, … or "
                            + "ai.gateway.providers.<name>.api-key) to get real answers.",
                    standIn.baseUrl());
        }

        private static Provider provider(String root) {
            Map<String, URI> bases = new LinkedHashMap<>();
            bases.put("openai", URI.create(root + "/v1"));
            bases.put("responses", URI.create(root + "/v1"));
            AT_ROOT.forEach(dialect -> bases.put(dialect, URI.create(root)));
            return new Provider(
                    "stand-in", bases, AuthStyle.NONE, List.of(), Map.of(), Map.of(), Map.of(), List.of(new Glob("*")));
        }

        @Override
        public synchronized void destroy() {
            StandIn standIn = running;
            if (standIn != null) {
                standIn.close();
            }
        }
    }
}
